using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.HttpOverrides;
using Microsoft.Extensions.Configuration;
using ProxyAware.Diagnostics;

namespace ProxyAware.Pipeline;

/// <summary>
/// The framework's own forwarded headers beside ours would resolve a second time and believe the next element, which the client
/// wrote. Its switch is taken over with a warning; its middleware in code stops the start.
/// </summary>
internal static class FrameworkForwardedHeaders
{
    private const string SwitchKey = "ForwardedHeaders_Enabled";

    private const string SwitchFilter = "Microsoft.AspNetCore.ForwardedHeadersStartupFilter";

    // The key under which UseForwardedHeaders() leaves its mark.
    private const string AddedKey = "ForwardedHeadersAdded";

    private const string IisFilter = "Microsoft.AspNetCore.Server.IISIntegration.IISSetupFilter";

    /// <summary>Removes the filter that the switch turns on: by default on Azure App Service and under Aspire.</summary>
    public static void RemoveSwitch(IServiceCollection services)
    {
        for (var i = services.Count - 1; i >= 0; i--)
        {
            if (services[i].ServiceType == typeof(IStartupFilter) && services[i] is { IsKeyedService: false, ImplementationType.FullName: SwitchFilter })
            {
                services.RemoveAt(i);
            }
        }
    }

    /// <summary>
    /// Keeps a filter that was registered after ProxyAware from adding its middleware: the framework adds it once to a pipeline, and is told that
    /// it has done so already.
    /// </summary>
    public static void DisableSwitch(IApplicationBuilder app, IEnumerable<IStartupFilter> filters, IConfiguration? configuration)
    {
        if (IsSwitchedOn(configuration) && filters.Any(f => f.GetType().FullName == SwitchFilter))
        {
            app.Properties[AddedKey] = true;
        }
    }

    public static void WarnOfSwitch(IConfiguration? configuration, ILogger logger)
    {
        if (IsSwitchedOn(configuration))
        {
            Log.Warning(
                logger,
                Codes.FrameworkSwitchRemoved,
                $"{SwitchKey} ({Source(configuration!)}) asks for the framework's own forwarded headers, which would believe any peer. It has no effect beside ProxyAware; remove it");
        }
    }

    /// <summary>Refuses a pipeline in which the framework's middleware stands as well.</summary>
    /// <exception cref="ProxyAwareConfigurationException">It does.</exception>
    public static void Check(RequestDelegate pipeline, IEnumerable<IStartupFilter> filters, ILogger logger)
    {
        var allowed = 0;
        if (filters.Any(f => f.GetType().FullName == IisFilter))
        {
            allowed = 1;
            Log.Warning(
                logger, Codes.IisOutOfProcess, "Behind IIS out of process the framework reads X-Forwarded-For and -Proto itself, beside ProxyAware. Host the app in process");
        }

        if (PipelineInspector.Count<ForwardedHeadersMiddleware>(pipeline) > allowed)
        {
            throw new ProxyAwareConfigurationException(
            [
                new(
                    Codes.FrameworkForwardedHeaders,
                    "app.UseForwardedHeaders()",
                    null,
                    "it would resolve a second time and believe an address that the client wrote",
                    "remove the call; ProxyAware does its work from the section 'ProxyAware'"),
            ]);
        }
    }

    private static bool IsSwitchedOn(IConfiguration? configuration) =>
        string.Equals(configuration?[SwitchKey], "true", StringComparison.OrdinalIgnoreCase);

    private static string Source(IConfiguration configuration)
    {
        var provider = (configuration as IConfigurationRoot)?.Providers.LastOrDefault(p => p.TryGet(SwitchKey, out _));
        return provider?.ToString() ?? "configuration";
    }
}
