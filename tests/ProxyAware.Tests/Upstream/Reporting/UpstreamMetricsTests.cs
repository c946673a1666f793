using System.Diagnostics.Metrics;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using ProxyAware.Tests.Support;
using ProxyAware.Tests.Upstream.Pki;
using ProxyAware.Tests.Upstream.Support;

namespace ProxyAware.Tests.Upstream.Reporting;

/// <summary>What is measured of upstreams, with real handshakes.</summary>
public sealed class UpstreamMetricsTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();
    private readonly ManualTime _time = new(TestPki.Now);

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task Handshakes_AreCountedAndTimed_ByResult()
    {
        using var host = await UpstreamHost.StartAsync(UpstreamHost.Trusting(), _time);
        using var recorder = Recorder(host);
        using var client = host.Client();
        await using var good = new TlsTestServer(TestPki.Leaf);
        await using var bad = new TlsTestServer(TestPki.Expired);
        await client.GetStringAsync(good.Url);
        await client.GetStringAsync(good.Url); // over the same connection
        await Calls.RefusedAsync(client, bad.Url);
        await Calls.RefusedAsync(client, bad.Url);

        var expected = new Dictionary<string, double> { ["result=accepted upstream=x"] = 1, ["result=refused upstream=x"] = 2 };
        Assert.Equal(expected, recorder.Sums("proxyaware.upstream.handshakes"));
        Assert.Equal(expected, recorder.Counts("proxyaware.upstream.handshake.duration"));
        Assert.Equal(new Dictionary<string, double> { ["reason=expired upstream=x"] = 2 }, recorder.Sums("proxyaware.upstream.rejections"));
    }

    [Fact]
    public async Task Handshake_WhoseClientCertificateIsRefusedAfterwards_IsRejected()
    {
        await using var server = new TlsTestServer(new TlsTestServerOptions { RequireClientCertificate = true, Protocols = System.Security.Authentication.SslProtocols.Tls13 });
        using var host = await UpstreamHost.StartAsync(UpstreamHost.Trusting(), _time);
        using var recorder = Recorder(host);
        using var client = host.Client();
        await Calls.RefusedAsync(client, server.Url);
        Assert.Equal(new Dictionary<string, double> { ["reason=client_certificate_refused upstream=x"] = 1 }, recorder.Sums("proxyaware.upstream.rejections"));
        Assert.Equal(new Dictionary<string, double> { ["result=accepted upstream=x"] = 1 }, recorder.Sums("proxyaware.upstream.handshakes"));
    }

    [Fact]
    public async Task Requests_ThatAreNoHttps_AreRejections_AndNoHandshakes()
    {
        using var host = await UpstreamHost.StartAsync(UpstreamHost.Trusting(), _time);
        using var recorder = Recorder(host);
        using var client = host.Client();
        await Calls.RefusedAsync(client, new Uri("http://127.0.0.1:1/"));
        Assert.Equal(new Dictionary<string, double> { ["reason=not_https upstream=x"] = 1 }, recorder.Sums("proxyaware.upstream.rejections"));
        Assert.Empty(recorder.Sums("proxyaware.upstream.handshakes"));
    }

    [Fact]
    public async Task Reloads_AreCounted_OncePerChange()
    {
        var ca = _folder.Write("ca.pem", TestPki.Root.Pem);
        using var host = await UpstreamHost.StartAsync($$""" "Upstreams": { "x": { "TrustedCertificateFile": "{{ca}}" } } """, _time);
        using var recorder = Recorder(host);
        foreach (var content in new[] { TestPki.RsaRoot.Pem, "", TestPki.RsaRoot.Pem })
        {
            _folder.Write("ca.pem", content);
            _time.Advance(TimeSpan.FromSeconds(20));
        }

        Assert.Equal(
            new Dictionary<string, double> { ["kind=upstream result=applied"] = 2, ["kind=upstream result=refused"] = 1 }, recorder.Sums("proxyaware.reloads"));
    }

    [Fact]
    public async Task TimeToExpiry_IsThatOfWhatEndsFirst_AndGoesWithItsEvidence()
    {
        var client = TestPki.Root.Issue(CertificateSpec.Client("Ends") with { NotAfter = TestPki.Now.AddHours(24) });
        var soon = TestPki.Root.Issue(CertificateSpec.Server(TestPki.ServerName) with { NotAfter = TestPki.Now.AddDays(5) });
        var pins = $$""", "Pins": [ { "Sha256": "{{TestPin.Of(soon)}}", "ExpiresOn": "2100-01-01" }, { "Sha256": "{{TestPin.Unused}}", "ExpiresOn": "2101-01-01" } ]""";
        using var host = await UpstreamHost.StartAsync(
            UpstreamHost.Trusting($$""", "ClientCertificateFile": "{{_folder.Write("c.pem", client.ChainPem + client.KeyPem)}}"{{pins}}"""), _time);
        using var recorder = Recorder(host);
        Assert.DoesNotContain("kind=peer upstream=x", recorder.Observe("proxyaware.upstream.time_to_expiry"));

        using var http = host.Client();
        await using var one = new TlsTestServer(TestPki.Leaf);
        await using var two = new TlsTestServer(soon);
        await http.GetStringAsync(one.Url);
        await http.GetStringAsync(two.Url);
        _time.Advance(TimeSpan.FromHours(1));
        Assert.Equal(
            new Dictionary<string, double>
            {
                ["kind=client upstream=x"] = TimeSpan.FromHours(23).TotalSeconds,
                ["kind=peer upstream=x"] = TimeSpan.FromDays(5).TotalSeconds - 3600,
                ["kind=pin upstream=x"] = (new DateTimeOffset(2101, 1, 2, 0, 0, 0, TimeSpan.Zero) - _time.GetUtcNow()).TotalSeconds,
                ["kind=trusted upstream=x"] = TimeSpan.FromDays(365).TotalSeconds - 3600,
            },
            recorder.Observe("proxyaware.upstream.time_to_expiry"));

        _time.Advance(TimeSpan.FromHours(24));
        var later = recorder.Observe("proxyaware.upstream.time_to_expiry");
        Assert.DoesNotContain("kind=peer upstream=x", later);
        Assert.Equal(-3600, later["kind=client upstream=x"]);
    }

    [Fact]
    public async Task UpstreamMadeInCode_IsMeasuredWhereItIsTold_UnderOneName()
    {
        await using var services = new ServiceCollection().AddMetrics().BuildServiceProvider();
        var meters = services.GetRequiredService<IMeterFactory>();
        using var recorder = new MeterRecorder(meters);
        await using var server = new TlsTestServer(TestPki.Leaf);
        await Calls.AcceptedAsync(Calls.Trusting(), server.Url);
        Assert.Empty(recorder.Instruments);

        var one = UpstreamTls.Create(Calls.Trusting(), timeProvider: _time, meterFactory: meters);
        using var two = UpstreamTls.Create(TestPin.Nothing(), timeProvider: _time, meterFactory: meters);
        using (var client = Calls.Client(one))
        {
            await client.GetStringAsync(server.Url);
        }

        Assert.Equal(new Dictionary<string, double> { ["result=accepted upstream=upstream"] = 1 }, recorder.Sums("proxyaware.upstream.handshakes"));
        Assert.Equal(
            new Dictionary<string, double> { ["kind=peer upstream=upstream"] = TimeSpan.FromDays(365).TotalSeconds, ["kind=trusted upstream=upstream"] = TimeSpan.FromDays(365).TotalSeconds },
            recorder.Observe("proxyaware.upstream.time_to_expiry"));
        one.Dispose();
        Assert.Empty(recorder.Observe("proxyaware.upstream.time_to_expiry"));
    }

    [Fact]
    public async Task Instruments_HaveUnitsAndDescriptions_AndTheHistogramHasBuckets()
    {
        using var host = await UpstreamHost.StartAsync(UpstreamHost.Trusting(), _time);
        using var recorder = Recorder(host);
        Assert.Equal(
            ["proxyaware.reloads {reload}", "proxyaware.upstream.handshake.duration s", "proxyaware.upstream.handshakes {handshake}", "proxyaware.upstream.rejections {connection}", "proxyaware.upstream.time_to_expiry s"],
            recorder.Instruments.Select(i => $"{i.Name} {i.Unit}").Order(StringComparer.Ordinal));
        Assert.All(recorder.Instruments, i => Assert.NotEmpty(i.Description!));
        var buckets = recorder.Instruments.OfType<Histogram<double>>().Single().Advice!.HistogramBucketBoundaries!;
        Assert.Equal((0.005, 10), (buckets[0], buckets[^1]));
    }

    private static MeterRecorder Recorder(IHost host) => new(host.Services.GetRequiredService<IMeterFactory>());
}
