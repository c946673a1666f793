using System.Text.Json;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using ProxyAware.Tests.Support;
using ProxyAware.Tests.Upstream.Pki;
using ProxyAware.Tests.Upstream.Support;
using ProxyAware.Upstream.Reporting;

namespace ProxyAware.Tests.Upstream.Reporting;

/// <summary>What the page shows of upstreams, after real handshakes.</summary>
public sealed class UpstreamReportTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();
    private readonly ManualTime _time = new(TestPki.Now);

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task Report_OfWhatIsConfigured_HasEverythingButSecrets()
    {
        var ca = _folder.Write("ca.pem", TestPki.Root.Pem);
        var certificate = _folder.Write("c.pem", TestPki.Client.ChainPem);
        var key = _folder.Write("c.key", TestPki.Client.EncryptedKeyPem("very-secret"));
        var password = _folder.Write("password", "very-secret\n");
        using var host = await StartAsync($$"""
            "Upstreams": { "x": {
              "ServerName": "{{TestPki.ServerName}}", "TrustedCertificateFile": "{{ca}}", "MaxIntermediateCertificates": 1,
              "ClientCertificateFile": "{{certificate}}", "ClientCertificateKeyFile": "{{key}}", "ClientCertificateKeyPasswordFile": "{{password}}",
              "Pins": [ "{{TestPin.Of(TestPki.Leaf)}}", { "Sha256": "{{TestPin.Unused}}", "Backup": true, "ExpiresOn": "2100-01-31" } ] },
              "only-configured": { "Verification": "System" } }
            """);

        var report = host.Services.GetRequiredService<UpstreamReport>().Current();
        Assert.Equal([("only-configured", false), ("x", true)], report.Select(u => (u.Name, u.IsUsed)));
        var upstream = report[1];
        Assert.Equal(("CustomCa", TestPki.ServerName, null, 1, 10.0), (upstream.Verification, upstream.ServerName, upstream.VerifyName, upstream.MaxIntermediateCertificates, upstream.HandshakeTimeoutSeconds));
        Assert.Equal(["Tls12", "Tls13"], upstream.Protocols);
        Assert.Equal(
            [("TrustedCertificateFile", ca), ("ClientCertificateFile", certificate), ("ClientCertificateKeyFile", key), ("ClientCertificateKeyPasswordFile", password)],
            upstream.Files.Select(f => (f.Option, f.Path)));
        Assert.Equal(
            [new(TestPin.Of(TestPki.Leaf), null, false, true), new PinSnapshot(TestPin.Unused, new DateOnly(2100, 1, 31), true, true)], upstream.Pins);
        var anchor = Assert.Single(upstream.Trusted);
        Assert.Equal(("CN=Test Root", TestPki.Root.Certificate.NotAfter, true), (anchor.Subject, anchor.NotAfter.LocalDateTime, anchor.IsSelfIssued));
        Assert.Equal(("CN=Test Client", TestPin.Of(TestPki.Client)), (upstream.ClientCertificate!.Subject, upstream.ClientCertificate.Pin));
        Assert.Equal(_time.GetUtcNow(), upstream.InForceSince);
        Assert.Empty(upstream.Peers);

        var json = JsonSerializer.Serialize(report);
        Assert.DoesNotContain("very-secret", json);
        Assert.DoesNotContain("PRIVATE", json);
        Assert.DoesNotContain(Convert.ToBase64String(TestPki.Client.Key.ExportPkcs8PrivateKey())[..32], json);
    }

    [Fact]
    public async Task Report_AfterHandshakes_HasTheLastOfEachServer()
    {
        using var host = await StartAsync(UpstreamHost.Trusting());
        using var client = host.Client();
        await using var good = new TlsTestServer(TestPki.Leaf);
        await using var bad = new TlsTestServer(TestPki.OtherName);
        await client.GetStringAsync(good.Url);
        _time.Advance(TimeSpan.FromMinutes(1));
        await Calls.RefusedAsync(client, bad.Url);
        _time.Advance(TimeSpan.FromMinutes(1));
        await Calls.RefusedAsync(client, bad.Url);

        var peers = Current(host).Peers;
        Assert.Equal([$"127.0.0.1:{bad.Port}", $"127.0.0.1:{good.Port}"], peers.Select(p => p.Endpoint));
        var refused = peers[0];
        Assert.Equal(("PA5202", nameof(UpstreamTlsReason.NameMismatch), 2), (refused.Refusal!.Code, refused.Refusal.Reason, refused.Refusals));
        Assert.Equal((TestPki.Now.AddMinutes(2), TestPki.Now.AddMinutes(1), null), (refused.LastHandshake, refused.RefusedSince, refused.LastAccepted));
        Assert.Equal((false, TestPki.Now.AddMinutes(1)), (refused.CertificateAccepted, refused.CertificateSince));
        Assert.Equal(["other.test"], refused.Certificate!.Names);
        Assert.NotEmpty(refused.Refusal.Remedy);
        var accepted = peers[1];
        Assert.Equal((null, 0, TestPki.Now), (accepted.Refusal, accepted.Refusals, accepted.LastAccepted));
        Assert.Equal((true, "CN=backend.test", TestPin.Of(TestPki.Leaf)), (accepted.CertificateAccepted, accepted.Certificate!.Subject, accepted.Certificate.Pin));
        Assert.Equal(TestPki.Leaf.Certificate.NotAfter, accepted.Certificate.NotAfter.LocalDateTime);
    }

    [Fact]
    public async Task Report_OfAServerThatWasMended_ForgetsTheRefusal()
    {
        var certificate = TestPki.Expired;
        await using var server = new TlsTestServer(new TlsTestServerOptions { CertificateForName = _ => certificate });
        using var host = await StartAsync(UpstreamHost.Trusting());
        using var client = host.Client();
        await Calls.RefusedAsync(client, server.Url);
        Assert.Equal("PA5206", Assert.Single(Current(host).Peers).Refusal!.Code);

        certificate = TestPki.Leaf;
        await client.GetStringAsync(server.Url);
        var peer = Assert.Single(Current(host).Peers);
        Assert.Equal((null, 0, null, true), (peer.Refusal, peer.Refusals, peer.RefusedSince, peer.CertificateAccepted));
    }

    [Fact]
    public async Task Report_OfAClientCertificateThatWasRefused_SaysSo()
    {
        await using var server = new TlsTestServer(new TlsTestServerOptions { RequireClientCertificate = true });
        using var host = await StartAsync(UpstreamHost.Trusting());
        using var client = host.Client();
        await Calls.RefusedAsync(client, server.Url);
        Assert.Equal("PA5225", Assert.Single(Current(host).Peers).Refusal!.Code);
    }

    [Fact]
    public async Task Report_OfHostileNames_EscapesAndCapsThem()
    {
        var names = Enumerable.Range(0, 40).Select(i => $"host{i}.test").ToArray();
        var hostile = TestCertificate.SelfSigned(CertificateSpec.Server(names) with { Name = "\"evil\u202e\u0007<script>" + new string('x', 300) + "\"" });
        await using var server = new TlsTestServer(hostile);
        using var host = await StartAsync(UpstreamHost.Trusting());
        using var client = host.Client();
        await Calls.RefusedAsync(client, server.Url);

        var peer = Assert.Single(Current(host).Peers);
        Assert.Equal(9, peer.Certificate!.Names.Count);
        Assert.Equal("and 32 more", peer.Certificate.Names[8]);
        Assert.All([peer.Certificate.Subject, peer.Certificate.Issuer, peer.Refusal!.Message], text =>
        {
            Assert.DoesNotContain('\u202e', text);
            Assert.DoesNotContain('\u0007', text);
            Assert.DoesNotContain(new string('x', 250), text);
        });
    }

    [Fact]
    public async Task Report_OfAFailedReload_SaysWhatIsWrongAndSinceWhen()
    {
        var ca = _folder.Write("ca.pem", TestPki.Root.Pem);
        using var host = await StartAsync($$""" "Upstreams": { "x": { "TrustedCertificateFile": "{{ca}}" } } """);
        Assert.Null(Current(host).ReloadFailure);
        _folder.Write("ca.pem", "");
        _time.Advance(TimeSpan.FromSeconds(5));
        var failure = Current(host).ReloadFailure!;
        Assert.Contains("PA5002", Assert.Single(failure.Problems));
        Assert.InRange(failure.Since, TestPki.Now, TestPki.Now.AddSeconds(5));

        _folder.Write("ca.pem", TestPki.Root.Pem + TestPki.RsaRoot.Pem);
        _time.Advance(TimeSpan.FromSeconds(5));
        var mended = Current(host);
        Assert.Null(mended.ReloadFailure);
        Assert.Equal(2, mended.Trusted.Count);
        Assert.True(mended.InForceSince > failure.Since);
    }

    [Theory]
    [InlineData(null, null)] // not there yet: the first contact makes it
    [InlineData("", null)]
    [InlineData("# a comment\n", null)]
    [InlineData("a.test:443 sha256/AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA= 2026-01-01T00:00:00Z -\n", null)]
    [InlineData("a.test:443 sha256/AAAA 2026-01-01T00:00:00Z -\n", "line 1")]
    [InlineData("a.test:443 sha256/AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA= 20", "line 1")] // cut off
    [InlineData("a.test:1 sha256/AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA= 2026-01-01T00:00:00Z -\nA.test:1 sha256/BBBBBBBBBBBBBBBBBBBBBBBBBBBBBBBBBBBBBBBBBBA= 2026-01-01T00:00:00Z -\n", "line 2")]
    public async Task Report_OfAPinStore_SaysWhetherItCanBeUsed(string? content, string? problem)
    {
        var file = Path.Combine(_folder.Path, "pins");
        if (content is not null)
        {
            _folder.Write("pins", content);
        }

        using var host = await StartAsync($$""" "Upstreams": { "x": { "Verification": "TrustOnFirstUse", "PinStoreFile": "{{file}}" } } """);
        var found = Current(host).PinStoreProblem;
        Assert.Equal(problem is null, found is null);
        Assert.Contains(problem ?? "", found ?? "");

        if (content is not null)
        {
            File.Delete(file);
            Assert.Contains("gone", Current(host).PinStoreProblem);
        }
    }

    [Fact]
    public void Journal_OfMoreServersThanFit_KeepsTheLast()
    {
        var journal = new HandshakeJournal(_time);
        for (var i = 0; i < 1000; i++)
        {
            _time.Advance(TimeSpan.FromSeconds(1));
            journal.Accepted($"host{i}:443", certificate: null);
        }

        Assert.Equal(Enumerable.Range(0, HandshakeJournal.MaxPeers).Select(i => $"host{999 - i}:443"), journal.Peers.Select(p => p.Endpoint));
    }

    private static UpstreamSnapshot Current(IHost host) => Assert.Single(host.Services.GetRequiredService<UpstreamReport>().Current());

    private Task<IHost> StartAsync(string json) => UpstreamHost.StartAsync(json, _time);
}
