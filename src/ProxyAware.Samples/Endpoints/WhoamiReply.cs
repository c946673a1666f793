using Microsoft.AspNetCore.Http.Extensions;

namespace ProxyAware.Samples.Endpoints;

/// <summary>What <c>/whoami</c> answers.</summary>
/// <param name="ClientIp">The client's address; null when it is not known.</param>
/// <param name="ClientQuality">How it is known.</param>
/// <param name="Scheme">The scheme the client used.</param>
/// <param name="IsHttps">Whether that is https.</param>
/// <param name="Host">The host the client asked for.</param>
/// <param name="PathBase">The path below which the app lives.</param>
/// <param name="Path">The path below that.</param>
/// <param name="Trusted">Whether the peer was believed.</param>
/// <param name="Peer">The other side of the app's connection.</param>
/// <param name="Reason">Why it was decided so.</param>
/// <param name="Hops">The way from the peer to the client.</param>
/// <param name="SelfUrl">The absolute URL of this request, as the app would link to it.</param>
internal sealed record WhoamiReply(
    string? ClientIp,
    string ClientQuality,
    string Scheme,
    bool IsHttps,
    string Host,
    string PathBase,
    string Path,
    bool Trusted,
    string Peer,
    string Reason,
    IReadOnlyList<ProxyHop> Hops,
    string SelfUrl)
{
    public static WhoamiReply From(HttpContext context)
    {
        var info = context.GetProxyInfo();
        return new(
            info.ClientIp,
            $"{info.ClientQuality}",
            info.Scheme,
            info.IsHttps,
            info.Host,
            info.PathBase,
            info.Path,
            info.Trusted,
            info.Peer,
            $"{info.Reason}",
            info.Hops,
            context.Request.GetEncodedUrl());
    }
}
