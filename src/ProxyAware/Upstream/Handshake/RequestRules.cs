
namespace ProxyAware.Upstream.Handshake;

/// <summary>Which requests can be vouched for.</summary>
internal static class RequestRules
{
    public static UpstreamFailure? Check(HttpRequestMessage request)
    {
        var scheme = request.RequestUri is { IsAbsoluteUri: true } uri ? uri.Scheme : null;
        if (scheme is not ("https" or "wss"))
        {
            return new(
                UpstreamTlsReason.NotHttps, $"the request is for {scheme ?? "a relative URL"}, and this client verifies TLS",
                "Call https:// (wss:// for WebSockets), or use a client without upstream TLS");
        }

        return request.Version.Major >= 3
            ? new(UpstreamTlsReason.Http3, "the request asks for HTTP/3, whose handshake cannot be verified here", "Set the version of the request to 2.0 or 1.1")
            : null;
    }
}
