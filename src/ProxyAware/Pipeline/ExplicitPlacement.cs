using Microsoft.AspNetCore.Authentication;
using ProxyAware.Diagnostics;

namespace ProxyAware.Pipeline;

/// <summary>
/// Placing the middleware by hand. On a <see cref="WebApplication"/> routing and authentication run before an app's own middleware unless the
/// app places them itself, so a wrong place is found here, when the app starts, and not by a sign-in that comes back over http.
/// </summary>
internal static class ExplicitPlacement
{
    // The keys under which the framework's own extension methods leave their mark.
    private const string RoutingKey = "__EndpointRouteBuilder";

    private const string AuthenticationKey = "__AuthenticationMiddlewareSet";

    // Our own: routing that was placed here stands behind the root, so that it stands in nobody's way.
    private const string OwnRoutingKey = "ProxyAware.Routing";

    private const string OriginGateKey = "ProxyAware.OriginGate";

    private const string RootKey = "ProxyAware.UrlRoot";

    public static void CheckOrder(IApplicationBuilder app, string method, bool beforeRouting)
    {
        if (app.Properties.ContainsKey(AuthenticationKey))
        {
            throw WrongOrder(method, "it stands behind UseAuthentication, which has read the scheme and the host by then", $"call {method} before UseAuthentication");
        }

        if (beforeRouting && app.Properties.ContainsKey(RoutingKey) && !app.Properties.ContainsKey(OwnRoutingKey))
        {
            throw WrongOrder(method, "it stands behind UseRouting, which has matched the path by then", $"call {method} before UseRouting");
        }
    }

    /// <summary>Finds a gate in front of the root: it would look for endpoints, and what they allow, by paths that still have the root in front.</summary>
    public static void CheckRootAndGate(IApplicationBuilder app, PipelineStages stages, string method)
    {
        if ((stages & PipelineStages.UrlRoot) != 0 && app.Properties.ContainsKey(OriginGateKey))
        {
            throw WrongOrder(
                method, $"it stands behind {nameof(ProxyAwareApplicationBuilderExtensions.UseOriginGate)}, which judges endpoints by their path below the root",
                $"call {method} before {nameof(ProxyAwareApplicationBuilderExtensions.UseOriginGate)}");
        }

        // Behind the root it stands in nobody's way, and whatever comes twice is done once.
        if (stages == PipelineStages.Origins && !app.Properties.ContainsKey(RootKey))
        {
            app.Properties[OriginGateKey] = true;
        }

        if ((stages & PipelineStages.UrlRoot) != 0)
        {
            app.Properties[RootKey] = true;
        }
    }

    /// <summary>Finds authentication that would run in front of what was just placed.</summary>
    public static void AuthenticateAfterwards(IApplicationBuilder app, string method)
    {
        if (app is not WebApplication)
        {
            return;
        }

        var authenticates = app.ApplicationServices.GetService<IServiceProviderIsService>()?.IsService(typeof(IAuthenticationSchemeProvider)) == true;
        if (authenticates)
        {
            app.Use(next => PipelineInspector.Count<AuthenticationMiddleware>(next) > 0
                ? next
                : throw WrongOrder(
                    method,
                    "without a call of UseAuthentication the framework authenticates in front of it",
                    $"call UseAuthentication and UseAuthorization behind {method}, or leave AutoInsert on"));
        }
    }

    /// <summary>Lets routing run behind what was just placed.</summary>
    public static void RouteAfterwards(IApplicationBuilder app)
    {
        if (app is WebApplication && !app.Properties.ContainsKey(RoutingKey))
        {
            app.UseRouting();
            app.Properties[OwnRoutingKey] = true;
        }
    }

    private static ProxyAwareConfigurationException WrongOrder(string method, string reason, string fix) =>
        new([new(Codes.WrongOrder, $"app.{method}()", null, reason, fix)]);
}
