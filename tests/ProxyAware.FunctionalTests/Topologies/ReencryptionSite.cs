using System.Security.Cryptography.X509Certificates;
using ProxyAware.FunctionalTests.Rig;
using ProxyAware.FunctionalTests.Upstream;
using ProxyAware.Tests.Upstream.Pki;
using TestPki = ProxyAware.Tests.Upstream.Pki.TestPki;

namespace ProxyAware.FunctionalTests.Topologies;

/// <summary>The main proxy speaks TLS to an nginx on the app's machine, which has a self-signed certificate.</summary>
[Needs("nginx")]
public class ReencryptionSite : TopologySite
{
    private const string OuterAddress = "127.0.0.2";

    private readonly BackendFiles _files = new();

    private ProxyInstance? _webserver;

    public override IReadOnlyList<string> Hops => ["127.0.0.1", OuterAddress];

    protected override string Settings => "guides/django-reencryption.md#appsettings.json";

    protected override IEnumerable<(string Documented, string Value)> Addresses => [("10.0.0.10", OuterAddress)];

    /// <summary>What the inner nginx shows. The outer one expects <see cref="TestPki.SelfSigned"/>.</summary>
    private protected virtual TestCertificate Certificate => TestPki.SelfSigned;

    public override async Task DisposeAsync()
    {
        await base.DisposeAsync();
        _files.Dispose();
    }

    /// <summary>Somebody who goes past the main proxy.</summary>
    internal Visitor WebserverVisitorFrom(string address)
    {
        var policy = new X509ChainPolicy { TrustMode = X509ChainTrustMode.CustomRootTrust, RevocationMode = X509RevocationMode.NoCheck };
        policy.CustomTrustStore.Add(TestPki.SelfSigned.Certificate);
        return new(_webserver!.EndPoint("HTTPS_PORT"), address, new() { TargetHost = TestPki.ServerName, CertificateChainPolicy = policy });
    }

    private protected override async Task StartProxiesAsync()
    {
        _webserver = await StartProxyAsync(
            ProxyProgram.Nginx,
            "guides/django-reencryption.md#inner.conf",
            ("/etc/ssl/certs/ssl-cert-snakeoil.pem", _files.Certificate(Certificate)),
            ("/etc/ssl/private/ssl-cert-snakeoil.key", _files.Key(Certificate)),
            ("10.0.0.10", OuterAddress));
        await StartProxyAsync(
            ProxyProgram.Nginx,
            "guides/django-reencryption.md#outer.conf",
            ("proxy_pass https://web1.internal;", $"proxy_pass https://{_webserver.EndPoint("HTTPS_PORT")};\nproxy_bind {OuterAddress};"),
            ("/etc/nginx/web1-snakeoil.pem", _files.Write("web1", TestPki.SelfSigned.Pem)),
            ("web1.internal", TestPki.ServerName));
    }
}
