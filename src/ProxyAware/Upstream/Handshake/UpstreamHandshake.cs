using System.Net;
using System.Net.Security;
using System.Net.Sockets;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using ProxyAware.Upstream.Reporting;
using ProxyAware.Upstream.Validation;

namespace ProxyAware.Upstream.Handshake;

/// <summary>One attempt at a TLS connection: TCP, handshake, verdict. No byte of a request can leave before there is one.</summary>
internal sealed class UpstreamHandshake(UpstreamPolicy policy, PeerTarget target, TimeProvider time, HandshakeLog log)
{
    // Under HTTP/2 a read and a write may both find it out.
    private int _refusedAfterwards;

    /// <summary>The transport, once there is one.</summary>
    public TappedNetworkStream? Tap { get; private set; }

    /// <summary>What was decided; <see langword="null"/> if nothing was, as may happen with a resumed session.</summary>
    public PeerVerdict? Verdict { get; private set; }

    /// <summary>What the server showed, for people.</summary>
    public CertificateSnapshot? Certificate { get; private set; }

    /// <summary>Connects. What the caller gets back has no verdict only if the framework asked for none.</summary>
    /// <exception cref="UpstreamTlsException">The peer was refused, or the handshake failed.</exception>
    public async Task<UpstreamSslStream> ConnectAsync(List<SslApplicationProtocol> offer, bool resume, CancellationToken cancellationToken)
    {
        var socket = new Socket(SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
        TappedNetworkStream tap;
        try
        {
            await socket.ConnectAsync(new DnsEndPoint(target.Host, target.Port), cancellationToken).ConfigureAwait(false);
            tap = new TappedNetworkStream(socket);
            Tap = tap;
        }
        catch
        {
            socket.Dispose();
            throw;
        }

        var request = new ClientCertificateRequest(policy, target);
        var stream = new UpstreamSslStream(tap);
        try
        {
            await stream.AuthenticateAsClientAsync(Options(offer, resume, request), cancellationToken).ConfigureAwait(false);
            Certificate ??= stream.RemoteCertificate is X509Certificate2 shown ? log.Journal.Describe(target.Endpoint, shown) : null;
            Verdict ??= stream.RemoteCertificate is X509Certificate2 leaf ? Judge(() => ResumedPeer.Judge(policy, target, leaf, time.GetUtcNow())) : null;
            if (Verdict is { Undecided: { } seen } undecided)
            {
                Verdict = await FirstUseValidator.DecideAsync(policy, target, undecided, seen, cancellationToken).ConfigureAwait(false);
            }

            if (Verdict is { Failure: { } refused })
            {
                throw Refused(refused);
            }
        }
        catch (Exception exception)
        {
            await stream.DisposeAsync().ConfigureAwait(false);
            if (exception is UpstreamTlsException || cancellationToken.IsCancellationRequested)
            {
                throw;
            }

            if (Verdict is { Failure: { } refused })
            {
                // Without the framework's own words for it, which say only that a callback said no.
                throw Refused(refused);
            }

            if (HandshakeFailures.IsHandshakeError(exception))
            {
                throw Refused(HandshakeFailures.Explain(exception, tap, policy, target, request), exception);
            }

            throw;
        }

        request.Remember();
        tap.Untap();
        stream.ExplainWith(exception => AfterHandshake(stream, request, exception), () => log.Answered(policy, target));
        return stream;
    }

    private UpstreamTlsException Refused(UpstreamFailure failure, Exception? inner = null, bool afterHandshake = false) =>
        new(policy.Name, target.Endpoint, failure, inner) { Certificate = Certificate, AfterHandshake = afterHandshake };

    private SslClientAuthenticationOptions Options(List<SslApplicationProtocol> offer, bool resume, ClientCertificateRequest request)
    {
        var options = new SslClientAuthenticationOptions
        {
            TargetHost = target.SentName,
            ApplicationProtocols = offer,
            EnabledSslProtocols = policy.Protocols,
            CipherSuitesPolicy = policy.CipherSuites,
            AllowTlsResume = resume && policy.AllowResumption,

            // HTTP/2 forbids it; and keys seen on first use are looked up behind the handshake, which a second one would not come to.
            AllowRenegotiation = !offer.Contains(SslApplicationProtocol.Http2) && policy.Verification != UpstreamVerification.TrustOnFirstUse,
            CertificateChainPolicy = policy.ChainPolicy(time.GetUtcNow()),
            RemoteCertificateValidationCallback = OnCertificate,
        };
        request.Apply(options);
        return options;
    }

    private bool OnCertificate(object sender, X509Certificate? certificate, X509Chain? chain, SslPolicyErrors errors)
    {
        Certificate = certificate is X509Certificate2 shown ? log.Journal.Describe(target.Endpoint, shown) : null;
        var evidence = new PeerEvidence(certificate as X509Certificate2, chain, errors, MayLearn: true);
        Verdict = Judge(() => PeerValidator.Validate(policy, target, evidence, time.GetUtcNow()));
        return Verdict is { Failure: null };
    }

    // A certificate that makes the framework throw is one that cannot be trusted.
    private static PeerVerdict? Judge(Func<PeerVerdict?> judge)
    {
        try
        {
            return judge();
        }
        catch (CryptographicException exception)
        {
            return PeerVerdict.Refuse(new(
                UpstreamTlsReason.InvalidChain, $"the server's certificate cannot be read: {exception.Message}", "Look at the certificate with 'openssl x509 -text'"));
        }
    }

    private UpstreamTlsException? AfterHandshake(UpstreamSslStream stream, ClientCertificateRequest request, Exception? exception)
    {
        var asked = request.AskedInVain || stream.IsMutuallyAuthenticated;
        UpstreamFailure? failure = (exception is null ? null : TlsAlerts.Find(exception)) switch
        {
            { } alert when TlsAlerts.IsAboutCertificate(alert) || (asked && alert == TlsAlert.HandshakeFailure) => request.Failure($"Then it answered with the alert {alert}"),
            _ when asked && !policy.Answering.Contains(target.Endpoint) && !ClosedConnections.IsOwn(exception) => request.PossibleFailure(),
            _ => null,
        };
        if (failure is null)
        {
            return null;
        }

        var refused = Refused(failure, exception, afterHandshake: true);
        if (Interlocked.Exchange(ref _refusedAfterwards, 1) == 0)
        {
            log.ClientRefused(refused);
        }

        return refused;
    }
}
