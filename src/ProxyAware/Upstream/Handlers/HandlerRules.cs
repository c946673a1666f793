using System.Security.Authentication;

namespace ProxyAware.Upstream.Handlers;

/// <summary>What a handler must not do, because its connections could not be vouched for.</summary>
internal static class HandlerRules
{
    /// <summary>What an app has set that cannot be kept; <see langword="null"/> if nothing.</summary>
    public static string? Conflict(SocketsHttpHandler handler)
    {
        var ssl = handler.SslOptions;
        return handler.ConnectCallback is not null ? "it has a ConnectCallback of its own"
            : handler.Proxy is not null ? "it has a Proxy"
            : ssl.RemoteCertificateValidationCallback is not null ? "its SslOptions have a RemoteCertificateValidationCallback"
            : ssl.CertificateChainPolicy is not null ? "its SslOptions have a CertificateChainPolicy"
            : ssl.ClientCertificateContext is not null || ssl.ClientCertificates is { Count: > 0 } || ssl.LocalCertificateSelectionCallback is not null
                ? "its SslOptions have client certificates (use ClientCertificateFile)"
            : ssl.EnabledSslProtocols != SslProtocols.None ? "its SslOptions have EnabledSslProtocols (use Protocols)"
            : ssl.CipherSuitesPolicy is not null ? "its SslOptions have a CipherSuitesPolicy (use CipherSuites)"
            : !string.IsNullOrEmpty(ssl.TargetHost) ? "its SslOptions have a TargetHost (use ServerName)"
            : null;
    }

    /// <summary>Whether something was switched on after the handler was given to us.</summary>
    public static UpstreamFailure? Changed(SocketsHttpHandler handler)
    {
        var what = handler.AllowAutoRedirect ? "AllowAutoRedirect is on: a redirect would carry cookies and API keys to another host"
            : handler.UseProxy ? "UseProxy is on: a proxy would stand between this app and the server"
            : null;
        return what is null ? null : new(UpstreamTlsReason.HandlerChanged, $"the handler was changed after it was set up; {what}", "Switch it off again");
    }
}
