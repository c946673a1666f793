using System.Net.Security;

namespace ProxyAware.Upstream.Handshake;

/// <summary>What is offered by ALPN. HTTP/2 offered to a request that wants 1.1 ends in a broken answer, and not offered to one that wants 2 in an error.</summary>
internal static class AlpnOffer
{
    private static readonly SslApplicationProtocol Http2 = SslApplicationProtocol.Http2;
    private static readonly SslApplicationProtocol Http11 = SslApplicationProtocol.Http11;

    public static List<SslApplicationProtocol> For(HttpRequestMessage request) => (request.Version.Major, request.VersionPolicy) switch
    {
        ( >= 2, HttpVersionPolicy.RequestVersionOrLower) => [Http2, Http11],
        ( >= 2, _) => [Http2],
        (_, HttpVersionPolicy.RequestVersionOrHigher) => [Http2, Http11],
        _ => [Http11],
    };
}
