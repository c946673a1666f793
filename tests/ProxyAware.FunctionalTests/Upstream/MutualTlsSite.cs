using ProxyAware.FunctionalTests.Rig;
using ProxyAware.Tests.Upstream.Pki;
using TestPki = ProxyAware.Tests.Upstream.Pki.TestPki;

namespace ProxyAware.FunctionalTests.Upstream;

/// <summary>A real nginx that asks for client certificates; its own stands under two intermediates.</summary>
public sealed class MutualTlsSite : IAsyncLifetime
{
    /// <summary>The name of the group of servers in the guide.</summary>
    internal const string ServerName = "backend.example.com";

    private readonly BackendFiles _files = new();

    private NginxInstance? _nginx;

    internal NginxInstance Nginx => _nginx ?? throw new InvalidOperationException("nginx does not run.");

    public async Task InitializeAsync()
    {
        if (Programs.SkipReason("nginx") is not null)
        {
            // The fixture is made even when all its tests are skipped.
            return;
        }

        var server = TestPki.SecondIntermediate.Issue(CertificateSpec.Server(ServerName, "backend1.example.com", "backend2.example.com"));
        _nginx = await NginxInstance.StartAsync(
            "upstream-mtls.conf",
            ["REQUIRED_PORT", "OPTIONAL_PORT", "FRONT_PORT"],
            ("CERTIFICATE", _files.Certificate(server)),
            ("CERTIFICATE_KEY", _files.Key(server)),
            ("SERVER_CA", Authority(TestPki.Root)),
            ("CLIENT_CA", Authority(TestPki.Root)),
            ("CLIENT_CERTIFICATE", _files.Certificate(TestPki.Client)),
            ("CLIENT_KEY", _files.Key(TestPki.Client)));
    }

    public async Task DisposeAsync()
    {
        await (_nginx?.DisposeAsync() ?? default);
        _files.Dispose();
    }

    /// <summary>The options that say what the guide's directives say, but for the client's certificate.</summary>
    internal UpstreamTlsOptions Options(TestCertificate? authority = null) => new()
    {
        TrustedCertificateFile = Authority(authority ?? TestPki.Root),
        MaxIntermediateCertificates = 2,
        ServerName = ServerName,
        AllowSessionResumption = true,
    };

    /// <summary>The same with a client's certificate.</summary>
    internal UpstreamTlsOptions OptionsWith(TestCertificate client)
    {
        var options = Options();
        options.ClientCertificateFile = _files.Certificate(client);
        options.ClientCertificateKeyFile = _files.Key(client);
        return options;
    }

    /// <summary>Asks one of the listeners for <c>/yourapp</c>.</summary>
    internal async Task<(int Status, string Body)> AskAsync(UpstreamTlsOptions options, string portName)
    {
        using var upstream = UpstreamTls.Create(options);
        using var client = new HttpClient(upstream.CreateHandler()) { Timeout = Patience.Limit };
        using var response = await client.GetAsync(new Uri($"https://{Nginx.EndPoint(portName)}/yourapp"));
        return ((int)response.StatusCode, await response.Content.ReadAsStringAsync());
    }

    /// <summary>The reason for which it is refused.</summary>
    internal async Task<UpstreamTlsException> RefusalAsync(UpstreamTlsOptions options) =>
        Assert.IsType<UpstreamTlsException>((await Assert.ThrowsAsync<HttpRequestException>(() => AskAsync(options, "REQUIRED_PORT"))).InnerException);

    private string Authority(TestCertificate authority) => _files.Write("ca", authority.Pem);
}
