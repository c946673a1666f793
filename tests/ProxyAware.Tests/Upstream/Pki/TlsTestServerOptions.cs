using System.Net.Security;
using System.Security.Authentication;
using System.Security.Cryptography.X509Certificates;

namespace ProxyAware.Tests.Upstream.Pki;

internal sealed record TlsTestServerOptions
{
    public TestCertificate Certificate { get; init; } = TestPki.Leaf;

    /// <summary>
    /// The certificates sent after the leaf, by default its intermediates. The framework sends what fits together; for unrelated certificates or
    /// another order a server such as nginx is needed.
    /// </summary>
    public IReadOnlyList<X509Certificate2>? Sent { get; init; }

    public SslProtocols Protocols { get; init; } = SslProtocols.Tls12 | SslProtocols.Tls13;

    public bool AskForClientCertificate { get; init; }

    public bool RequireClientCertificate { get; init; }

    /// <summary>Decides about the client's certificate, null when there is none; by default every one is taken, and none when one is required.</summary>
    public Func<X509Certificate2?, bool>? AcceptClient { get; init; }

    public bool AllowResumption { get; init; } = true;

    /// <summary>Picks the certificate by the name in the ClientHello.</summary>
    public Func<string, TestCertificate>? CertificateForName { get; init; }

    public List<SslApplicationProtocol>? ApplicationProtocols { get; init; }

    public Misbehaviour Misbehaviour { get; init; }

    /// <summary>Answers a request given its head; by default "hello" with keep-alive.</summary>
    public Func<Stream, string, CancellationToken, Task>? Respond { get; init; }
}
