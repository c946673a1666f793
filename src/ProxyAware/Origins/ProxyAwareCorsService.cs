using Microsoft.AspNetCore.Cors.Infrastructure;
using ProxyAware.Configuration;

namespace ProxyAware.Origins;

/// <summary>
/// The app's CORS service, with one addition: while it evaluates a policy, <c>WithProxyAwareOrigins</c> knows the settings of this very app. A policy is built
/// long before, where no services are, and possibly for several apps in one process.
/// </summary>
internal sealed class ProxyAwareCorsService(ICorsService inner) : ICorsService
{
    // Evaluation is synchronous, so the thread is the request's.
    [ThreadStatic]
    private static ProxyAwarePolicy? _current;

    /// <summary>The rule of <c>WithProxyAwareOrigins</c>. Outside an evaluation, or without ProxyAware, nothing is allowed.</summary>
    public static bool IsAllowed(string origin) =>
        _current is { } policy && OriginText.TryParse(origin, out var parsed)
        && (policy.Origins.Allowlist.AllowsAny
            || policy.Origins.Allowlist.Contains(parsed)
            || (policy.Hosts.PublicUrl is { } url && parsed.Is(url.Scheme, url.Host, url.Port)));

    public static bool IsOriginAllowed(CorsPolicy policy, string origin, HttpContext context)
    {
        using var scope = new Scope(context);
        return policy.IsOriginAllowed(origin);
    }

    public CorsResult EvaluatePolicy(HttpContext context, CorsPolicy policy)
    {
        using var scope = new Scope(context);
        return inner.EvaluatePolicy(context, policy);
    }

    public void ApplyResult(CorsResult result, HttpResponse response) => inner.ApplyResult(result, response);

    private readonly ref struct Scope
    {
        private readonly ProxyAwarePolicy? _before;

        public Scope(HttpContext context)
        {
            _before = _current;
            _current = (context.Features.Get<IProxyAwareFeature>() as Forwarding.ProxyAwareFeature)?.Policy;
        }

        public void Dispose() => _current = _before;
    }
}
