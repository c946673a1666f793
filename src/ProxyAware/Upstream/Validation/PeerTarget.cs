namespace ProxyAware.Upstream.Validation;

/// <summary>Whom a handshake is meant for.</summary>
/// <param name="Host">The host of the URL, which is connected to.</param>
/// <param name="Port">Its port.</param>
/// <param name="SentName">The target of the handshake: the name that is sent, or an address, which is not; empty for neither.</param>
/// <param name="VerifyName">The name that the certificate must have.</param>
/// <param name="NameSource">Where that name comes from, for messages.</param>
internal sealed record PeerTarget(string Host, int Port, string SentName, string VerifyName, string NameSource)
{
    public string Endpoint => Host.Contains(':') ? $"[{Host}]:{Port}" : $"{Host}:{Port}";

    /// <summary>Whether the framework checks the same name as we do.</summary>
    public bool FrameworkChecksName => string.Equals(SentName, VerifyName, StringComparison.OrdinalIgnoreCase);

    public static PeerTarget Of(UpstreamPolicy policy, string host, int port)
    {
        var name = policy.ServerName ?? host;
        return new(
            host,
            port,
            policy.SendServerName ? name : "",
            policy.VerifyName ?? name,
            policy.VerifyName is not null ? nameof(UpstreamTlsOptions.VerifyName) : policy.ServerName is not null ? nameof(UpstreamTlsOptions.ServerName) : "the URL");
    }
}
