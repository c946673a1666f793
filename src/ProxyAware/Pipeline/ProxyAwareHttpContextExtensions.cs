using ProxyAware;

namespace Microsoft.AspNetCore.Http;

/// <summary>Reads what ProxyAware decided about a request.</summary>
public static class ProxyAwareHttpContextExtensions
{
    /// <summary>Gets the request as the app sees it and why, ready to be returned as JSON.</summary>
    /// <param name="context">The request.</param>
    /// <returns>The information. It names the proxies' addresses: show it to those who run the app.</returns>
    /// <exception cref="ArgumentNullException"><paramref name="context"/> is <see langword="null"/>.</exception>
    /// <exception cref="InvalidOperationException">ProxyAware did not see the request.</exception>
    public static ProxyInfo GetProxyInfo(this HttpContext context)
    {
        var resolution = context.GetProxyResolution();
        var request = context.Request;
        return new()
        {
            ClientIp = resolution.ClientAddress?.ToString(),
            ClientQuality = resolution.ClientQuality,
            Scheme = request.Scheme,
            IsHttps = request.IsHttps,
            Host = request.Host.Value ?? "",
            PathBase = request.PathBase.Value ?? "",
            Path = request.Path.Value ?? "",
            Trusted = resolution.PeerTrusted,
            Peer = resolution.Peer.ToString(),
            Reason = resolution.Reason,
            Hops = resolution.Hops,
        };
    }

    /// <summary>Gets who the client is and why.</summary>
    /// <param name="context">The request.</param>
    /// <returns>The resolution.</returns>
    /// <exception cref="ArgumentNullException"><paramref name="context"/> is <see langword="null"/>.</exception>
    /// <exception cref="InvalidOperationException">ProxyAware did not see the request.</exception>
    public static ProxyResolution GetProxyResolution(this HttpContext context)
    {
        ArgumentNullException.ThrowIfNull(context);
        return context.Features.Get<IProxyAwareFeature>()?.Resolution
            ?? throw new InvalidOperationException("ProxyAware did not see this request: call builder.AddProxyAware(), and with AutoInsert off app.UseProxyAware() ahead of this.");
    }
}
