using System.Net.Security;
using System.Security.Cryptography.X509Certificates;
using ProxyAware.Upstream.Certificates;

namespace ProxyAware.Upstream.Handshake;

/// <summary>Whether the server asked for a client certificate, and what it got. Under TLS 1.3 it says what it thinks of that only after the handshake.</summary>
internal sealed class ClientCertificateRequest(SslStreamCertificateContext? configured)
{
    /// <summary>Whether the server asked although there is nothing to show.</summary>
    public bool AskedInVain { get; private set; }

    public bool IsConfigured => configured is not null;

    /// <summary>What was shown, for messages.</summary>
    public string Sent => configured is null ? "none" : PeerText.Subject(configured.TargetCertificate);

    public void Apply(SslClientAuthenticationOptions options)
    {
        options.ClientCertificateContext = configured;
        if (configured is null)
        {
            options.LocalCertificateSelectionCallback = OnSelect;
        }
    }

    public UpstreamFailure Failure(string how) => new(
        UpstreamTlsReason.ClientCertificateRefused,
        $"the server asked for a client certificate; sent was: {Sent}. {how}",
        IsConfigured
            ? "Check that the server trusts the issuer of that certificate, that it is meant for clients, and that it has not expired"
            : "Set ClientCertificateFile and ClientCertificateKeyFile");

    // Called once before the server has said anything, and once more when it asks.
    private X509Certificate OnSelect(object sender, string targetHost, X509CertificateCollection local, X509Certificate? remote, string[] issuers)
    {
        AskedInVain |= remote is not null;
        return null!;
    }
}
