using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.Hosting;

namespace ProxyAware.Diagnostics.Page;

/// <summary>
/// Sees to it that a diagnostics page is behind authorization outside Development. What stands on an endpoint is known only when everything is mapped, so it is
/// looked at when the pipeline has been built, before the app listens.
/// </summary>
internal sealed class PageProtection(IServiceProvider services, IHostEnvironment? environment = null)
{
    // The mark by which the framework knows that its authorization saw the endpoint of a request.
    private const string AuthorizedKey = "__AuthorizationMiddlewareWithEndpointInvoked";

    private const string Option = nameof(ProxyDiagnosticsOptions.DangerousAllowAnonymous);

    private readonly bool _isDevelopment = environment?.IsDevelopment() == true;

    /// <summary>Whether any page was mapped.</summary>
    public bool IsNeeded { get; set; }

    /// <exception cref="ProxyAwareConfigurationException">A page is open to everybody.</exception>
    public void Check()
    {
        if (!IsNeeded || _isDevelopment || services.GetService<EndpointDataSource>() is not { } source)
        {
            return;
        }

        var open = source.Endpoints.Where(e => !IsProtected(e.Metadata)).Select(e => e.Metadata.GetMetadata<PageMetadata>()).OfType<PageMetadata>().Distinct();
        ConfigurationProblem[] problems = [.. open.Select(p => new ConfigurationProblem(
            Codes.DiagnosticsUnprotected,
            $"MapProxyDiagnostics(\"{p.Pattern}\")",
            null,
            "the page shows your proxies, settings and weak points to everybody who reaches the app",
            $"app.MapProxyDiagnostics(\"{p.Pattern}\").RequireAuthorization(\"admin\"), or, where something else keeps everybody away, options => options.{Option} = true"))];
        if (problems.Length > 0)
        {
            throw new ProxyAwareConfigurationException(problems);
        }
    }

    /// <summary>
    /// Whether a request for the page may be answered. That it should be authorized is not enough: without the middleware nobody asks a fallback policy, and endpoints may
    /// be mapped after the start.
    /// </summary>
    public bool Covers(HttpContext context) =>
        _isDevelopment
        || (context.GetEndpoint()?.Metadata is { } metadata
            && IsProtected(metadata)
            && (metadata.GetMetadata<PageMetadata>() is { AllowsAnonymous: true } || context.Items.ContainsKey(AuthorizedKey)));

    public Task RefuseAsync(HttpContext context)
    {
        Log.Warning(
            services.GetRequiredService<ILoggerFactory>().CreateLogger(Log.Category),
            Codes.DiagnosticsUnprotected,
            "The diagnostics page was asked for and is not behind authorization, so it is not shown. Call app.UseAuthorization(), and RequireAuthorization on the page");
        context.Response.StatusCode = StatusCodes.Status404NotFound;
        return Task.CompletedTask;
    }

    private bool IsProtected(EndpointMetadataCollection metadata)
    {
        if (metadata.GetMetadata<PageMetadata>() is not { AllowsAnonymous: false })
        {
            return true;
        }

        return metadata.GetMetadata<IAllowAnonymous>() is null
            && (metadata.GetMetadata<IAuthorizeData>() is not null
                || metadata.GetMetadata<AuthorizationPolicy>() is not null
                || metadata.GetMetadata<IAuthorizationRequirementData>() is not null
                || HasFallbackPolicy());
    }

    private bool HasFallbackPolicy()
    {
        if (services.GetService<IAuthorizationPolicyProvider>()?.GetFallbackPolicyAsync() is not { IsCompletedSuccessfully: true } policy)
        {
            return false;
        }

        return policy.GetAwaiter().GetResult() is not null;
    }
}
