using System.Net;
using ProxyAware.Tests.Upstream.Pki;
using ProxyAware.Tests.Upstream.Support;

namespace ProxyAware.Tests.Upstream;

public sealed class OwnedHandlerTests
{
    [Theory]
    [InlineData("http")]
    [InlineData("ws")]
    public async Task ClearText_IsRefusedByName_AndNobodyIsCalled(string scheme)
    {
        await using var server = new TlsTestServer(TestPki.Leaf);
        var refused = await Calls.RefusedAsync(Calls.Trusting(), new Uri($"{scheme}://127.0.0.1:{server.Port}/"));
        Assert.Equal(UpstreamTlsReason.NotHttps, refused.Reason);
        Assert.Equal(0, server.Connections);
    }

    [Theory]
    [InlineData(HttpVersionPolicy.RequestVersionExact)]
    [InlineData(HttpVersionPolicy.RequestVersionOrLower)]
    public async Task Http3_IsRefusedByName(HttpVersionPolicy policy)
    {
        await using var server = new TlsTestServer(TestPki.Leaf);
        using var upstream = UpstreamTls.Create(Calls.Trusting());
        using var client = Calls.Client(upstream);
        using var request = new HttpRequestMessage(HttpMethod.Get, server.Url) { Version = HttpVersion.Version30, VersionPolicy = policy };
        var refused = Calls.Explained(await Assert.ThrowsAsync<HttpRequestException>(() => client.SendAsync(request)));
        Assert.Equal(UpstreamTlsReason.Http3, refused.Reason);
        Assert.Equal(0, server.Connections);
    }

    [Fact]
    public async Task OrHigher_StopsBelowHttp3_AndIsServed()
    {
        await using var server = new TlsTestServer(TestPki.Leaf);
        using var upstream = UpstreamTls.Create(Calls.Trusting());
        using var client = Calls.Client(upstream);
        using var request = new HttpRequestMessage(HttpMethod.Get, server.Url) { VersionPolicy = HttpVersionPolicy.RequestVersionOrHigher };
        using var response = await client.SendAsync(request);
        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
    }

    [Fact]
    public async Task SynchronousSend_IsVerifiedToo()
    {
        await using var server = new TlsTestServer(TestPki.Leaf);
        using var upstream = UpstreamTls.Create(Calls.Trusting());
        using var client = Calls.Client(upstream);
        using var request = new HttpRequestMessage(HttpMethod.Get, server.Url);
        using var response = client.Send(request);
        using var reader = new StreamReader(response.Content.ReadAsStream());
        Assert.Equal("hello", await reader.ReadToEndAsync());

        await using var bad = new TlsTestServer(TestPki.Expired);
        using var second = new HttpRequestMessage(HttpMethod.Get, bad.Url);
        Assert.Equal(UpstreamTlsReason.Expired, Calls.Explained(Assert.Throws<HttpRequestException>(() => client.Send(second))).Reason);
        Assert.Equal(0, bad.ApplicationBytes);
    }

    [Fact]
    public async Task Redirects_AreNotFollowed()
    {
        await using var server = Redirecting("/elsewhere");
        using var upstream = UpstreamTls.Create(Calls.Trusting());
        using var client = Calls.Client(upstream);
        using var response = await client.GetAsync(server.Url);
        Assert.Equal(HttpStatusCode.Found, response.StatusCode);
        Assert.Equal(1, server.Requests);
    }

    [Fact]
    public async Task Redirects_ToTheSameOrigin_AreFollowedWhereAllowed_AndNoOthers()
    {
        var options = Calls.Trusting();
        options.FollowSameOriginRedirects = true;
        using var upstream = UpstreamTls.Create(options);
        using var client = Calls.Client(upstream);
        foreach (var synchronous in new[] { false, true })
        {
            await using var same = Redirecting("/elsewhere");
            using var first = new HttpRequestMessage(HttpMethod.Post, same.Url) { Content = new StringContent("") };
            using var followed = synchronous ? client.Send(first) : await client.SendAsync(first);
            Assert.Equal(HttpStatusCode.OK, followed.StatusCode);
            Assert.StartsWith("GET /elsewhere", same.RequestHeads.Last());

            await using var other = Redirecting("https://localhost:1/elsewhere");
            using var second = new HttpRequestMessage(HttpMethod.Get, other.Url);
            using var refused = synchronous ? client.Send(second) : await client.SendAsync(second);
            Assert.Equal(HttpStatusCode.Found, refused.StatusCode);
        }
    }

    [Fact]
    public async Task Disposed_Upstream_MakesNoNewConnections()
    {
        await using var server = new TlsTestServer(TestPki.Leaf);
        var upstream = UpstreamTls.Create(Calls.Trusting());
        using var client = Calls.Client(upstream);
        upstream.Dispose();
        await Assert.ThrowsAnyAsync<Exception>(() => client.GetStringAsync(server.Url));
        Assert.Equal(0, server.Handshakes);
        Assert.Throws<ObjectDisposedException>(() => upstream.CreateHandler());
    }

    [Fact]
    public void Settings_OfATemplate_AreAllCopied()
    {
        // A property that a later framework adds must not be forgotten.
        using var template = new SocketsHttpHandler();
        var changed = new Dictionary<string, object?>(StringComparer.Ordinal);
        foreach (var property in typeof(SocketsHttpHandler).GetProperties().Where(p => p is { CanWrite: true, CanRead: true } && p.Name is not ("SslOptions" or "ConnectCallback")))
        {
            var value = Other(property.PropertyType, property.GetValue(template));
            property.SetValue(template, value);
            changed[property.Name] = value;
        }

        using var copy = ProxyAware.Upstream.Handlers.SocketsHandlerCopy.Of(template);
        foreach (var (name, value) in changed)
        {
            Assert.True(Equals(value, typeof(SocketsHttpHandler).GetProperty(name)!.GetValue(copy)), name);
        }
    }

    private static object? Other(Type type, object? value) => value switch
    {
        bool flag => !flag,
        int number => number == int.MaxValue ? 5 : 2 * Math.Max(number, 33000),
        TimeSpan => TimeSpan.FromSeconds(77),
        DecompressionMethods => DecompressionMethods.GZip,
        HttpKeepAlivePingPolicy => HttpKeepAlivePingPolicy.WithActiveRequests,
        CookieContainer => new CookieContainer(),
        _ when type == typeof(ICredentials) => new NetworkCredential("a", "b"),
        _ when type == typeof(IWebProxy) => new WebProxy(),
        _ => value,
    };

    private static TlsTestServer Redirecting(string location) => new(new TlsTestServerOptions
    {
        Respond = async (stream, head, stop) => await stream.WriteAsync(
            System.Text.Encoding.ASCII.GetBytes(head.Contains(" /elsewhere ", StringComparison.Ordinal)
                ? "HTTP/1.1 200 OK\r\nContent-Length: 5\r\n\r\nhello"
                : $"HTTP/1.1 302 Found\r\nLocation: {location}\r\nContent-Length: 0\r\n\r\n"),
            stop),
    });
}
