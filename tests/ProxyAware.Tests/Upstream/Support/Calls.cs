using ProxyAware.Tests.Upstream.Pki;

namespace ProxyAware.Tests.Upstream.Support;

/// <summary>Makes requests through upstreams and looks at how they end.</summary>
internal static class Calls
{
    /// <summary>Trusts these authorities, by default the root of the tests, and wants the name of the tests' server.</summary>
    public static UpstreamTlsOptions Trusting(params TestCertificate[] authorities) => new()
    {
        ServerName = TestPki.ServerName,
        TrustedCertificates = [.. (authorities.Length > 0 ? authorities : [TestPki.Root]).Select(a => a.Pem)],
    };

    public static UpstreamTlsOptions Pinning(params UpstreamPin[] pins) => new()
    {
        Verification = UpstreamVerification.PinOnly,
        ServerName = TestPki.ServerName,
        Pins = pins,
    };

    public static HttpClient Client(UpstreamTls upstream) => new(upstream.CreateHandler());

    public static async Task AcceptedAsync(UpstreamTlsOptions options, Uri url, RecordingLogger? log = null)
    {
        using var upstream = UpstreamTls.Create(options, log);
        using var client = Client(upstream);
        Assert.Equal("hello", await client.GetStringAsync(url));
    }

    /// <summary>The request must be refused, for a reason that is given to people, and nothing of it may have been sent.</summary>
    public static async Task<UpstreamTlsException> RefusedAsync(UpstreamTlsOptions options, TlsTestServer server)
    {
        var refused = await RefusedAsync(options, server.Url);
        Assert.Equal(0, server.ApplicationBytes);
        return refused;
    }

    public static async Task<UpstreamTlsException> RefusedAsync(UpstreamTlsOptions options, Uri url)
    {
        using var upstream = UpstreamTls.Create(options);
        using var client = Client(upstream);
        return await RefusedAsync(client, url);
    }

    public static async Task<UpstreamTlsException> RefusedAsync(HttpMessageInvoker client, Uri url)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, url);
        return Explained(await Assert.ThrowsAsync<HttpRequestException>(() => client.SendAsync(request, CancellationToken.None)));
    }

    public static UpstreamTlsException Explained(Exception thrown)
    {
        UpstreamTlsException? refused = null;
        for (var e = thrown; e is not null; e = e.InnerException)
        {
            Assert.DoesNotContain("RemoteCertificateValidationCallback", e.Message);
            refused ??= e as UpstreamTlsException;
        }

        Assert.True(refused is not null, $"There is no UpstreamTlsException in: {thrown}");
        Assert.Contains(refused.Remedy, refused.Message);
        Assert.StartsWith($"PA5{200 + (int)refused.Reason}: ", refused.Message);
        return refused;
    }
}
