using System.Net;
using System.Net.Security;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using BenchmarkDotNet.Attributes;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;
using ProxyAware.Benchmarks.Rig;

namespace ProxyAware.Benchmarks.Upstream;

/// <summary>
/// One request on a connection of its own, over loopback: a bare handler that trusts the same authority, and the handler of this library in each mode that does not
/// need the machine's own authorities. Full handshakes, and such as may resume the session before.
/// </summary>
[Config(typeof(CoreConfig))]
public class HandshakeBenchmarks
{
    private static readonly Uri Localhost = new("https://localhost");

    private readonly List<UpstreamTls> _upstreams = [];
    private WebApplication _server = null!;
    private Uri _url = Localhost;
    private HttpMessageInvoker _bare = null!;
    private HttpMessageInvoker _customCa = null!;
    private HttpMessageInvoker _customCaAndPin = null!;
    private HttpMessageInvoker _pinOnly = null!;
    private HttpMessageInvoker _firstUse = null!;
    private HttpMessageInvoker _none = null!;
    private string _pinStore = "";

    [Params(false, true)]
    public bool Resumption { get; set; }

    [GlobalSetup]
    public async Task SetUp()
    {
        using var rootKey = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        using var leafKey = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var from = TimeProvider.System.GetUtcNow().AddDays(-1);
        var rootRequest = new CertificateRequest("CN=Benchmark Root", rootKey, HashAlgorithmName.SHA256);
        rootRequest.CertificateExtensions.Add(new X509BasicConstraintsExtension(true, false, 0, true));
        rootRequest.CertificateExtensions.Add(new X509KeyUsageExtension(X509KeyUsageFlags.KeyCertSign, true));
        using var root = rootRequest.CreateSelfSigned(from, from.AddDays(30));
        var leafRequest = new CertificateRequest("CN=localhost", leafKey, HashAlgorithmName.SHA256);
        var names = new SubjectAlternativeNameBuilder();
        names.AddDnsName("localhost");
        leafRequest.CertificateExtensions.Add(names.Build());
        using var leaf = leafRequest.Create(root, from, from.AddDays(20), [1, 2, 3]).CopyWithPrivateKey(leafKey);
        var certificate = X509CertificateLoader.LoadPkcs12(leaf.Export(X509ContentType.Pkcs12), null);

        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseKestrelHttpsConfiguration();
        builder.WebHost.ConfigureKestrel(k => k.Listen(IPAddress.Loopback, 0, l => l.UseHttps(certificate)));
        _server = builder.Build();
        _server.Run(context => context.Response.WriteAsync("ok"));
        await _server.StartAsync();
        _url = new Uri($"https://localhost:{new Uri(_server.Urls.Single()).Port}/");

        var pin = "sha256/" + Convert.ToBase64String(SHA256.HashData(leaf.PublicKey.ExportSubjectPublicKeyInfo()));
        var pem = root.ExportCertificatePem();
        _bare = Bare(X509CertificateLoader.LoadCertificate(root.RawData));
        _customCa = Ours(new() { TrustedCertificates = [pem], AllowSessionResumption = Resumption });
        _customCaAndPin = Ours(new() { TrustedCertificates = [pem], AllowSessionResumption = Resumption, Pins = [pin] });
        _pinOnly = Ours(new() { Verification = UpstreamVerification.PinOnly, Pins = [pin] });
        _pinStore = Path.GetTempFileName();
        _firstUse = Ours(new() { Verification = UpstreamVerification.TrustOnFirstUse, PinStoreFile = _pinStore });
        _none = Ours(new() { Verification = UpstreamVerification.DangerousNone, AllowDangerousVerificationInProduction = true });
    }

    [GlobalCleanup]
    public async Task CleanUp()
    {
        HttpMessageInvoker[] invokers = [_bare, _customCa, _customCaAndPin, _pinOnly, _firstUse, _none];
        Array.ForEach(invokers, i => i.Dispose());
        _upstreams.ForEach(u => u.Dispose());
        await _server.DisposeAsync();
        File.Delete(_pinStore);
    }

    [Benchmark(Baseline = true)]
    public Task<HttpStatusCode> BareHandler() => SendAsync(_bare);

    [Benchmark]
    public Task<HttpStatusCode> CustomCa() => SendAsync(_customCa);

    [Benchmark]
    public Task<HttpStatusCode> CustomCaAndPin() => SendAsync(_customCaAndPin);

    /// <summary>Never resumes.</summary>
    [Benchmark]
    public Task<HttpStatusCode> PinOnly() => SendAsync(_pinOnly);

    /// <summary>Never resumes; the pin is looked up in a file.</summary>
    [Benchmark]
    public Task<HttpStatusCode> TrustOnFirstUse() => SendAsync(_firstUse);

    /// <summary>Never resumes.</summary>
    [Benchmark]
    public Task<HttpStatusCode> DangerousNone() => SendAsync(_none);

    private HttpMessageInvoker Bare(X509Certificate2 root)
    {
        var policy = new X509ChainPolicy { TrustMode = X509ChainTrustMode.CustomRootTrust, RevocationMode = X509RevocationMode.NoCheck };
        policy.CustomTrustStore.Add(root);
        return new(new SocketsHttpHandler
        {
            PooledConnectionLifetime = TimeSpan.Zero,
            UseProxy = false,
            SslOptions = new SslClientAuthenticationOptions { CertificateChainPolicy = policy, AllowTlsResume = Resumption },
        });
    }

    private HttpMessageInvoker Ours(UpstreamTlsOptions options)
    {
        var upstream = UpstreamTls.Create(options);
        _upstreams.Add(upstream);
        return new(new SocketsHttpHandler { PooledConnectionLifetime = TimeSpan.Zero, UseProxy = false, AllowAutoRedirect = false }.UseUpstreamTls(upstream));
    }

    private async Task<HttpStatusCode> SendAsync(HttpMessageInvoker invoker)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, _url);
        using var response = await invoker.SendAsync(request, CancellationToken.None);
        await response.Content.LoadIntoBufferAsync();
        return response.StatusCode;
    }
}
