using ProxyAware;
using ProxyAware.Configuration;
using ProxyAware.Pipeline;

namespace Microsoft.AspNetCore.Builder;

/// <summary>Places ProxyAware in a pipeline by hand.</summary>
public static class ProxyAwareApplicationBuilderExtensions
{
    /// <summary>
    /// Adds ProxyAware at this place. It is needed only with <see cref="ProxyAwareOptions.AutoInsert"/> switched off; with it, this
    /// call changes nothing, because a request is resolved once.
    /// </summary>
    /// <param name="app">The pipeline.</param>
    /// <returns>The same pipeline.</returns>
    /// <remarks>Call it before everything that reads the scheme, the host, the path or the client's address. On a <see cref="WebApplication"/> it calls <c>UseRouting</c> behind itself.</remarks>
    /// <exception cref="ArgumentNullException"><paramref name="app"/> is <see langword="null"/>.</exception>
    /// <exception cref="InvalidOperationException"><c>AddProxyAware</c> was not called.</exception>
    /// <exception cref="ProxyAwareConfigurationException">It stands behind <c>UseRouting</c> or <c>UseAuthentication</c>, or the configuration cannot be used.</exception>
    public static IApplicationBuilder UseProxyAware(this IApplicationBuilder app) => Place(app, PipelineStages.All, nameof(UseProxyAware));

    /// <summary>Adds the resolution of the client behind trusted proxies alone.</summary>
    /// <param name="app">The pipeline.</param>
    /// <returns>The same pipeline.</returns>
    /// <exception cref="ArgumentNullException"><paramref name="app"/> is <see langword="null"/>.</exception>
    /// <exception cref="InvalidOperationException"><c>AddProxyAware</c> was not called.</exception>
    /// <exception cref="ProxyAwareConfigurationException">It stands behind <c>UseRouting</c> or <c>UseAuthentication</c>, or the configuration cannot be used.</exception>
    public static IApplicationBuilder UseTrustedProxies(this IApplicationBuilder app) => Place(app, PipelineStages.TrustedProxies, nameof(UseTrustedProxies));

    /// <summary>Adds the root alone: what stands in front of the app's own paths, see <see cref="ProxyAwareOptions.UrlRoot"/>.</summary>
    /// <param name="app">The pipeline.</param>
    /// <returns>The same pipeline.</returns>
    /// <remarks>The client is resolved first, if that was not done already. On a <see cref="WebApplication"/> it calls <c>UseRouting</c> behind itself.</remarks>
    /// <exception cref="ArgumentNullException"><paramref name="app"/> is <see langword="null"/>.</exception>
    /// <exception cref="InvalidOperationException"><c>AddProxyAware</c> was not called.</exception>
    /// <exception cref="ProxyAwareConfigurationException">
    /// It stands behind <c>UseRouting</c>, <c>UseAuthentication</c> or <see cref="UseOriginGate"/>, or the configuration cannot be used.
    /// </exception>
    public static IApplicationBuilder UseUrlRoot(this IApplicationBuilder app) => Place(app, PipelineStages.UrlRoot, nameof(UseUrlRoot));

    /// <summary>Adds the refusal of clear text alone, see <see cref="ProxyAwareOptions.AllowUnencrypted"/>.</summary>
    /// <param name="app">The pipeline.</param>
    /// <returns>The same pipeline.</returns>
    /// <remarks>The client is resolved first, if that was not done already. Together with <see cref="UseUrlRoot"/>, place it behind that.</remarks>
    /// <exception cref="ArgumentNullException"><paramref name="app"/> is <see langword="null"/>.</exception>
    /// <exception cref="InvalidOperationException"><c>AddProxyAware</c> was not called.</exception>
    /// <exception cref="ProxyAwareConfigurationException">It stands behind <c>UseAuthentication</c>, or the configuration cannot be used.</exception>
    public static IApplicationBuilder UseHttpsEnforcement(this IApplicationBuilder app) => Place(app, PipelineStages.Https, nameof(UseHttpsEnforcement));

    /// <summary>Adds the origin check alone, see <see cref="ProxyAwareOptions.Origins"/>.</summary>
    /// <param name="app">The pipeline.</param>
    /// <returns>The same pipeline.</returns>
    /// <remarks>
    /// The client is resolved first, if that was not done already. Place it before authentication and before whatever accepts WebSockets, and behind <see cref="UseUrlRoot"/>.
    /// </remarks>
    /// <exception cref="ArgumentNullException"><paramref name="app"/> is <see langword="null"/>.</exception>
    /// <exception cref="InvalidOperationException"><c>AddProxyAware</c> was not called.</exception>
    /// <exception cref="ProxyAwareConfigurationException">It stands behind <c>UseRouting</c> or <c>UseAuthentication</c>, or the configuration cannot be used.</exception>
    public static IApplicationBuilder UseOriginGate(this IApplicationBuilder app) => Place(app, PipelineStages.Origins, nameof(UseOriginGate));

    private static IApplicationBuilder Place(IApplicationBuilder app, PipelineStages stages, string method)
    {
        ArgumentNullException.ThrowIfNull(app);
        var policies = app.ApplicationServices.GetService<PolicyHolder>()
            ?? throw new InvalidOperationException($"{method} needs its services: call builder.AddProxyAware() before the app is built.");
        if (policies.Current.AutoInsert)
        {
            return app;
        }

        // Routing must see what the root leaves of the path; to the refusal of clear text it does not matter.
        ExplicitPlacement.CheckOrder(app, method, beforeRouting: stages != PipelineStages.Https);
        ExplicitPlacement.CheckRootAndGate(app, stages, method);
        PipelineBuilder.Insert(app, stages);
        ExplicitPlacement.AuthenticateAfterwards(app, method);
        if ((stages & PipelineStages.UrlRoot) != 0)
        {
            ExplicitPlacement.RouteAfterwards(app);
        }

        return app;
    }
}
