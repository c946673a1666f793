using Microsoft.AspNetCore.Cors.Infrastructure;

namespace ProxyAware.Origins;

/// <summary>
/// Asks the app's own CORS policy. An origin that it names together with credentials may do what the app's own pages may; an origin that it allows
/// without them may do so as long as the request carries none that a browser adds by itself.
/// </summary>
internal static class CorsAllowance
{
    /// <summary>The policy of the endpoint, else the default policy; null if the app has none, or switched CORS off there.</summary>
    public static async ValueTask<CorsPolicy?> FindPolicyAsync(HttpContext context, EndpointMetadataCollection? metadata)
    {
        var cors = metadata?.GetMetadata<ICorsMetadata>();
        switch (cors)
        {
            case IDisableCorsAttribute:
                return null;
            case ICorsPolicyMetadata own:
                return own.Policy;
        }

        var provider = context.RequestServices?.GetService<ICorsPolicyProvider>();
        return provider is null ? null : await provider.GetPolicyAsync(context, (cors as IEnableCorsAttribute)?.PolicyName);
    }

    /// <summary>Whether the policy answers the origin of the request at all.</summary>
    public static bool Answers(CorsPolicy policy, HttpContext context) =>
        context.Request.Headers.Origin is [{ Length: > 0 } origin] && (policy.AllowAnyOrigin || ProxyAwareCorsService.IsOriginAllowed(policy, origin, context));

    /// <summary>Whether a request whose origin the policy answers may go on.</summary>
    public static bool Permits(CorsPolicy policy, HttpContext context) =>
        (policy.SupportsCredentials && !policy.AllowAnyOrigin) || !HasAmbientCredentials(context);

    /// <summary>What a browser adds by itself: cookies, a client certificate, a remembered password. A bearer token is put there by a script.</summary>
    private static bool HasAmbientCredentials(HttpContext context)
    {
        var headers = context.Request.Headers;
        if (headers.Cookie.Count > 0 || context.Connection.ClientCertificate is not null)
        {
            return true;
        }

        foreach (var line in headers.Authorization)
        {
            if (line?.StartsWith("Bearer ", StringComparison.OrdinalIgnoreCase) != true)
            {
                return true;
            }
        }

        return false;
    }
}
