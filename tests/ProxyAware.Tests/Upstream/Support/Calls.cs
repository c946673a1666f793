using System.Net;

namespace ProxyAware.Tests.Upstream.Support;

/// <summary>Makes requests through upstreams and looks at how they end.</summary>
internal static class Calls
{
    public static HttpClient Client(UpstreamTls upstream) => new(upstream.CreateHandler());

    public static async Task<string> GetAsync(UpstreamTlsOptions options, Uri uri, RecordingLogger? log = null)
    {
        using var upstream = UpstreamTls.Create(options, log);
        using var client = Client(upstream);
        return await client.GetStringAsync(uri);
    }

    /// <summary>The request must be refused, for a reason that is given to people, and nothing of it may have been sent.</summary>
    public static async Task<UpstreamTlsException> RefusedAsync(UpstreamTlsOptions options, TlsServer server, string host = "localhost")
    {
        var refused = await RefusedAsync(options, server.Uri(host));
        Assert.Equal(0, server.ReceivedBytes);
        Assert.Empty(server.Requests);
        return refused;
    }

    public static async Task<UpstreamTlsException> RefusedAsync(UpstreamTlsOptions options, Uri uri)
    {
        using var upstream = UpstreamTls.Create(options);
        using var client = Client(upstream);
        return await RefusedAsync(client, uri);
    }

    public static async Task<UpstreamTlsException> RefusedAsync(HttpClient client, Uri uri)
    {
        var thrown = await Assert.ThrowsAsync<HttpRequestException>(() => client.GetStringAsync(uri));
        return Explained(thrown);
    }

    public static UpstreamTlsException Explained(HttpRequestException thrown)
    {
        for (Exception? e = thrown; e is not null; e = e.InnerException)
        {
            Assert.DoesNotContain("RemoteCertificateValidationCallback", e.Message);
            if (e is UpstreamTlsException refused)
            {
                Assert.Contains(refused.Remedy, refused.Message);
                Assert.StartsWith(refused.Code, refused.Message);
                return refused;
            }
        }

        Assert.Fail($"There is no UpstreamTlsException in: {thrown}");
        throw thrown;
    }

    public static async Task<HttpStatusCode> StatusAsync(HttpClient client, Uri uri)
    {
        using var response = await client.GetAsync(uri);
        return response.StatusCode;
    }

    public static UpstreamTlsOptions Trusting(params IEnumerable<Authority> authorities) => new() { TrustedCertificates = [.. authorities.Select(a => a.Pem)] };
}
