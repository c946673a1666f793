using Microsoft.AspNetCore.Http;
using ProxyAware.Forwarding;
using ProxyAware.Tests.Support;

namespace ProxyAware.Tests.Robustness;

/// <summary>Everything about a request that an app can see and that ProxyAware decides, in one text.</summary>
internal static class SeenRequest
{
    public static string Describe(HttpContext context)
    {
        var request = context.Request;
        var feature = (ProxyAwareFeature)context.Features.Get<IProxyAwareFeature>()!;
        var resolution = feature.Resolution;
        var names = feature.Policy.Resolver.Plan.Names;
        var forwarding = request.Headers.Where(h => names.IndexOf(h.Key) is >= 0 and var i && i < names.ViaIndex)
            .Select(h => $"{h.Key.ToLowerInvariant()}: {string.Join('|', h.Value.ToArray())}").Order(StringComparer.Ordinal);
        return $"""
            {context.Connection.RemoteIpAddress}:{context.Connection.RemotePort} {request.Scheme} {request.IsHttps} {request.Host} '{request.PathBase}' '{request.Path}' {request.QueryString}
            local {feature.IsLocal} effective {feature.EffectiveScheme} was {feature.OriginalScheme} {feature.OriginalHost} '{feature.OriginalPathBase}' '{feature.OriginalPath}' {feature.OriginalRemotePort}
            peer {resolution.Peer} {resolution.PeerTrusted} {Requests.Describe(resolution)}
            {Status(resolution.SchemeStatus)} {Status(resolution.HostStatus)} {Status(resolution.PortStatus)} {Status(resolution.PrefixStatus)}
            {string.Join('\n', forwarding)}
            """;
    }

    /// <summary>How many elements a header has is told, believed is the same one.</summary>
    private static ForwardedValueStatus Status(ForwardedValueStatus status) => status == ForwardedValueStatus.Appended ? ForwardedValueStatus.Accepted : status;
}
