using System.Diagnostics.CodeAnalysis;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.Hosting;
using ProxyAware;
using ProxyAware.Diagnostics.Audit;
using ProxyAware.Diagnostics.Page;

namespace Microsoft.AspNetCore.Builder;

/// <summary>Adds the diagnostics page to an app.</summary>
public static class ProxyDiagnosticsEndpointRouteBuilderExtensions
{
    /// <summary>
    /// Adds a page, and the same as JSON, that shows how the request for it was judged and why, the settings in force, what is wrong with them and how to mend it; and
    /// from which the proxies in front can be tried with forged headers.
    /// </summary>
    /// <param name="endpoints">The app.</param>
    /// <param name="pattern">Where the page is. What belongs to it is below that path.</param>
    /// <param name="configure">Sets its options.</param>
    /// <returns>The endpoints of the page, to require authorization for: <c>app.MapProxyDiagnostics().RequireAuthorization("admin")</c>.</returns>
    /// <remarks>
    /// Browsers get the page. Whoever asks for <c>application/json</c>, adds <c>?format=json</c>, or does not say that they want HTML, gets JSON. The page shows
    /// addresses and settings, but no secrets. Outside Development the app does not start unless the page is behind authorization: <c>RequireAuthorization</c>, a
    /// fallback policy, or <see cref="ProxyDiagnosticsOptions.DangerousAllowAnonymous"/>.
    /// </remarks>
    /// <exception cref="ArgumentNullException"><paramref name="endpoints"/> or <paramref name="pattern"/> is <see langword="null"/>.</exception>
    /// <exception cref="ArgumentOutOfRangeException"><see cref="ProxyDiagnosticsOptions.WebSocketIdleTime"/> is out of its range.</exception>
    /// <exception cref="InvalidOperationException"><c>AddProxyAware</c> was not called.</exception>
    public static IEndpointConventionBuilder MapProxyDiagnostics(
        this IEndpointRouteBuilder endpoints, [StringSyntax("Route")] string pattern = "/_proxy", Action<ProxyDiagnosticsOptions>? configure = null)
    {
        ArgumentNullException.ThrowIfNull(endpoints);
        ArgumentNullException.ThrowIfNull(pattern);
        var options = new ProxyDiagnosticsOptions();
        configure?.Invoke(options);
        if (options.WebSocketIdleTime < TimeSpan.FromSeconds(1) || options.WebSocketIdleTime > IdleSocket.MaxHold)
        {
            throw new ArgumentOutOfRangeException(nameof(configure), options.WebSocketIdleTime, $"{nameof(options.WebSocketIdleTime)} is from one second to {IdleSocket.MaxHold.TotalMinutes} minutes.");
        }

        var services = endpoints.ServiceProvider;
        var protection = services.GetService<PageProtection>()
            ?? throw new InvalidOperationException($"{nameof(MapProxyDiagnostics)} needs its services: call builder.AddProxyAware() before the app is built.");
        protection.IsNeeded = true;
        var audit = new AuditEndpoints(services.GetRequiredService<AuditDesk>(), options, services.GetService<IHostEnvironment>());
        var group = endpoints.MapGroup(pattern);
        group.WithMetadata(new PageMetadata(pattern, options.DangerousAllowAnonymous));
        Map(HttpMethods.Get, "", PageEndpoint.WriteAsync);
        Map(HttpMethods.Get, PageAssets.ScriptPath, PageAssets.WriteScriptAsync);
        Map(HttpMethods.Get, PageAssets.StylePath, PageAssets.WriteStyleAsync);
        Map(HttpMethods.Post, AuditEndpoints.StartPath, audit.StartAsync);
        Map(HttpMethods.Post, AuditEndpoints.PlanPath, audit.PlanAsync);
        Map(HttpMethods.Post, AuditEndpoints.ReportPath, audit.ReportAsync);
        return group;

        void Map(string method, string path, RequestDelegate handler) =>
            group.MapMethods(path, [method], context => protection.Covers(context) ? handler(context) : protection.RefuseAsync(context))
                .WithDisplayName($"Proxy diagnostics {method} {pattern}{path}");
    }
}
