using System.Net.Security;
using System.Security.Cryptography.X509Certificates;
using ProxyAware.Upstream.Certificates;
using ProxyAware.Upstream.Validation;

namespace ProxyAware.Upstream.Handshake;

/// <summary>Whether the server asked for a client certificate, and what it got. Under TLS 1.3 it says what it thinks of that only after the handshake.</summary>
/// <remarks>
/// Only a callback hears the question, and with a callback the framework keeps no session to resume. So where sessions may be resumed it is used on the first
/// connection to a server, which has nothing to resume, and its answer is remembered.
/// </remarks>
internal sealed class ClientCertificateRequest(UpstreamPolicy policy, PeerTarget target)
{
    private readonly SslStreamCertificateContext? _configured = policy.ClientCertificate;
    private readonly bool? _known = policy.AllowResumption ? policy.Requests.Find(target.Endpoint) : null;
    private bool _heard;

    /// <summary>Whether the server asked although there is nothing to show.</summary>
    public bool AskedInVain => _configured is null && (_known ?? _heard);

    /// <summary>What was shown, for messages.</summary>
    public string Sent => _configured is null ? "none" : PeerText.Subject(_configured.TargetCertificate);

    public void Apply(SslClientAuthenticationOptions options)
    {
        options.ClientCertificateContext = _configured;
        if (_configured is null && _known is null)
        {
            options.LocalCertificateSelectionCallback = OnSelect;
        }
    }

    /// <summary>Remembers the answer of a handshake that was completed.</summary>
    public void Remember()
    {
        if (_configured is null && _known is null)
        {
            policy.Requests.Remember(target.Endpoint, _heard);
        }
    }

    public UpstreamFailure Failure(string how) => new(
        UpstreamTlsReason.ClientCertificateRefused,
        $"the server asked for a client certificate; sent was: {Sent}. {how}",
        _configured is null
            ? "Set ClientCertificateFile and ClientCertificateKeyFile"
            : "Check that the server trusts the issuer of that certificate, that it is meant for clients, and that it has not expired");

    /// <summary>A server that never said that it refuses. Some just close the connection; so does one that fails while it works on its first request.</summary>
    public UpstreamFailure PossibleFailure() => new(
        UpstreamTlsReason.ClientCertificateRefused,
        $"the server asked for a client certificate; sent was: {Sent}. Then it closed the connection before it answered anything, and did not say why",
        _configured is null
            ? "If it wants a certificate, set ClientCertificateFile and ClientCertificateKeyFile; if it does not, its log tells why it closed the connection"
            : "If it does not take that certificate, check that it trusts its issuer, that it is meant for clients, and that it has not expired; if it does, its log tells why it closed the connection")
    {
        MayPass = true,
    };

    // Called once before the server has said anything, and once more when it asks.
    private X509Certificate OnSelect(object sender, string targetHost, X509CertificateCollection local, X509Certificate? remote, string[] issuers)
    {
        _heard |= remote is not null;
        return null!;
    }
}
