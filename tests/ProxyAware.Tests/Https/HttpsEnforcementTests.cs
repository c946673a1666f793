using Microsoft.AspNetCore.Http.Features;
using ProxyAware.Tests.RealPipeline;

namespace ProxyAware.Tests.Https;

public class HttpsEnforcementTests
{
    private const string Refusing = "AllowUnencrypted=false";

    [Theory]
    [InlineData("", 200)] // a plain container works on day one
    [InlineData("TrustProxy=false", 200)]
    [InlineData("TrustProxy=", 200)]
    [InlineData("ForwardedForHeader=X-Forwarded-For", 200)]
    [InlineData("ProtocolHeader=none", 200)]
    [InlineData("AllowedHosts=a.example", 200)]
    [InlineData("PublicUrl=http://a.example", 200)]
    [InlineData("PublicUrl=https://a.example", 307)]
    [InlineData("TrustProxy=10.0.0.1", 307)]
    [InlineData("TrustProxy=1", 307)]
    [InlineData("ProtocolHeader=X-Forwarded-Proto", 307)]
    [InlineData("ProtocolHeader=X-Forwarded-Proto;TrustProxy=false", 307)]
    [InlineData("ProxyHeaders=Forwarded", 307)]
    [InlineData("ForTlsProxy=true", 307)]
    [InlineData("HttpsPort=8443", 307)]
    [InlineData("AllowUnencrypted=false", 307)]
    [InlineData("AllowUnencrypted=true;PublicUrl=https://a.example", 200)]
    [InlineData("AllowUnencrypted=true;TrustProxy=10.0.0.1;HttpsPort=8443;ProtocolHeader=X-Forwarded-Proto", 200)]
    public async Task ClearText_ThreeStates_ServedOrRefused(string settings, int status)
    {
        await using var app = await PipeApp.StartAsync(settings);
        Assert.Equal(status, (await app.SendAsync("/x")).Status);
        Assert.Equal(200, (await app.SendAsync("/x", scheme: "https")).Status);
    }

    [Theory]
    [InlineData(0, 200)]
    [InlineData(1, 307)]
    public async Task ClearText_HttpsListener_IsKnownHttps(int listeners, int status)
    {
        await using var app = await PipeApp.ListenAsync("", httpsListeners: listeners);
        Assert.Equal(status, (await app.GetRawAsync("/x")).Status);
    }

    [Theory]
    [InlineData("", true)]
    [InlineData("AllowUnencrypted=true", false)]
    [InlineData("AllowUnencrypted=false", false)]
    [InlineData("PublicUrl=https://a.example", false)]
    public async Task Start_ClearTextServedForWantOfKnowledge_IsSaidOnce(string settings, bool said)
    {
        await using var app = await PipeApp.StartAsync(settings);
        Assert.Equal(said ? 1 : 0, app.Log.Lines.Count(l => l.StartsWith("Warning: PA3101", StringComparison.Ordinal)));
    }

    [Theory]
    [InlineData("GET", 307)]
    [InlineData("HEAD", 307)]
    [InlineData("POST", 403)]
    [InlineData("PUT", 403)]
    [InlineData("PATCH", 403)]
    [InlineData("DELETE", 403)]
    [InlineData("OPTIONS", 403)]
    [InlineData("TRACE", 403)]
    [InlineData("CONNECT", 403)]
    [InlineData("PROPFIND", 403)]
    public async Task ClearText_Method_DecidesBetweenRedirectAndRefusal(string method, int status)
    {
        await using var app = await PipeApp.StartAsync(Refusing);
        var response = await app.SendAsync("/x?y=1", method: method);

        Assert.Equal(status, response.Status);
        Assert.Equal("no-store", response.CacheControl);
        Assert.Equal(status == 307 ? "https://a.example/x?y=1" : null, response.Location);
        Assert.Equal(status == 403, response.Body.StartsWith("PA3004", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("Upgrade: websocket|Connection: Upgrade")]
    [InlineData("Upgrade: WebSocket")]
    [InlineData("Upgrade: h2c, websocket")]
    public async Task ClearText_WebSocketHandshake_IsNeverRedirected(string headers)
    {
        await using var app = await PipeApp.StartAsync(Refusing);
        var response = await app.SendAsync("/ws", headers);
        Assert.Equal((403, null, "no-store"), (response.Status, response.Location, response.CacheControl));
    }

    [Fact]
    public async Task ClearText_ExtendedConnect_IsRefused()
    {
        await using var app = await PipeApp.StartAsync(Refusing); // RFC 8441
        var response = await app.SendAsync("/ws", method: "CONNECT", change: c => c.Features.Set<IHttpExtendedConnectFeature>(new ExtendedConnect()));
        Assert.Equal((403, null), (response.Status, response.Location));
    }

    [Fact]
    public async Task ClearText_UpgradeToSomethingElse_IsAnOrdinaryRequest()
    {
        await using var app = await PipeApp.StartAsync(Refusing);
        Assert.Equal(307, (await app.SendAsync("/x", "Upgrade: h2c|Connection: Upgrade")).Status);
    }

    [Fact]
    public async Task ClearText_KeepAlive_SecondRequestIsRefusedToo()
    {
        // Cockpit looks at the first request of a connection only, and serves a login in clear text behind it.
        await using var app = await PipeApp.ListenAsync(Refusing + ";UnencryptedPaths=/ping");
        var text = await app.SendRawAsync(
            "GET /ping HTTP/1.1\r\nHost: a.example\r\n\r\n"
            + "GET /1 HTTP/1.1\r\nHost: a.example\r\n\r\n"
            + "GET /2 HTTP/1.1\r\nHost: a.example\r\nConnection: close\r\n\r\n");

        Assert.StartsWith("HTTP/1.1 200 ", text, StringComparison.Ordinal);
        Assert.Contains("Location: https://a.example/1\r\n", text, StringComparison.Ordinal);
        Assert.Contains("Location: https://a.example/2\r\n", text, StringComparison.Ordinal);
        Assert.Equal(2, text.Split("HTTP/1.1 307 ").Length - 1);
    }

    [Theory]
    [InlineData("TrustProxy=10.0.0.1", "10.0.0.1", "http", "X-Forwarded-Proto: https", 200, "https")]
    [InlineData("TrustProxy=10.0.0.1", "10.0.0.1", "http", "X-Forwarded-Proto: wss", 200, "https")]
    [InlineData("TrustProxy=10.0.0.1", "10.0.0.1", "https", "X-Forwarded-Proto: http", 307, null)] // downwards
    [InlineData("TrustProxy=10.0.0.1", "10.0.0.1", "https", "X-Forwarded-Proto: https, http", 307, null)]
    [InlineData("TrustProxy=10.0.0.1", "10.0.0.1", "http", "X-Forwarded-Proto: http, https", 200, "https")] // the right-most is the proxy's
    [InlineData("TrustProxy=10.0.0.1", "10.0.0.1", "http", "", 307, null)] // CVE-2022-31813: the proxy lost it
    [InlineData("TrustProxy=10.0.0.1", "10.0.0.1", "https", "", 200, "https")]
    [InlineData("TrustProxy=10.0.0.1", "203.0.113.9", "http", "X-Forwarded-Proto: http", 307, null)]
    [InlineData("TrustProxy=10.0.0.1", "203.0.113.9", "https", "X-Forwarded-Proto: http", 200, "https")] // a stranger talks nobody down
    [InlineData("TrustProxy=10.0.0.1;ForTlsProxy=true", "10.0.0.1", "http", "", 200, "https")]
    [InlineData("TrustProxy=10.0.0.1;ForTlsProxy=true", "10.0.0.1", "http", "X-Forwarded-Proto: http", 200, "https")]
    [InlineData("TrustProxy=10.0.0.1;ForTlsProxy=true", "203.0.113.9", "http", "", 307, null)]
    [InlineData("TrustProxy=10.0.0.1;ProtocolHeader=X-Forwarded-Ssl", "10.0.0.1", "http", "X-Forwarded-Ssl: on", 200, "https")]
    [InlineData("TrustProxy=10.0.0.1;ProtocolHeader=Front-End-Https", "10.0.0.1", "https", "Front-End-Https: off", 307, null)]
    [InlineData("TrustProxy=10.0.0.1;ProtocolHeader=X-Tls=yes", "10.0.0.1", "http", "X-Tls: yes", 200, "https")]
    [InlineData("TrustProxy=10.0.0.1;ProtocolHeader=X-Tls=yes", "10.0.0.1", "https", "X-Tls: YES", 307, null)]
    [InlineData("TrustProxy=10.0.0.1;ProxyHeaders=Forwarded", "10.0.0.1", "http", "Forwarded: for=192.0.2.1;proto=https", 200, "https")]
    [InlineData("TrustProxy=10.0.0.1;MalformedHeaders=Ignore", "10.0.0.1", "https", "X-Forwarded-Proto: javascript", 200, "https")]
    [InlineData("TrustProxy=10.0.0.1;MalformedHeaders=Ignore", "10.0.0.1", "http", "X-Forwarded-Proto: javascript", 307, null)]
    [InlineData("TrustProxy=10.0.0.1", "10.0.0.1", "https", "X-Forwarded-Proto: javascript", 400, null)]
    public async Task EffectiveScheme_Precedence_DrivesTheApp(string settings, string peer, string scheme, string headers, int status, string? seen)
    {
        await using var app = await PipeApp.StartAsync(settings);
        var response = await app.SendAsync("/x", headers, scheme: scheme, peer: peer);
        Assert.Equal(status, response.Status);
        Assert.Equal(status == 307 ? "https://a.example/x" : null, response.Location);
        if (seen is not null)
        {
            Assert.Equal($"{seen} a.example  /x", response.Body);
        }
    }

    [Theory]
    [InlineData("HttpsPort=8443", "203.0.113.9", "", "https://a.example:8443/x")]
    [InlineData("PublicUrl=https://p.example:9443", "203.0.113.9", "", "https://p.example:9443/x")]
    [InlineData("TrustProxy=10.0.0.1", "10.0.0.1", "X-Forwarded-Proto: http", "https://a.example/x")]
    [InlineData("TrustProxy=10.0.0.1;ForwardedPortHeader=X-Forwarded-Port", "10.0.0.1", "X-Forwarded-Proto: http|X-Forwarded-Port: 8080", "https://a.example/x")]
    [InlineData("AllowedHosts=a.example;PublicUrl=https://p.example:9443", "203.0.113.9", "", "https://a.example:9443/x")]
    public async Task Redirect_Port_IsThatOfHttps(string settings, string peer, string headers, string location)
    {
        await using var app = await PipeApp.StartAsync(settings);
        Assert.Equal(location, (await app.SendAsync("/x", headers, host: "a.example:8080", peer: peer)).Location);
    }

    [Fact]
    public async Task Redirect_OnlyHttpsListener_IsWhereADirectVisitorGoes()
    {
        await using var app = await PipeApp.ListenAsync("TrustProxy=loopback", httpsListeners: 1);
        Assert.Equal($"https://a.example:{app.HttpsPort}/x", (await app.GetRawAsync("/x")).Location);
        Assert.Equal("https://a.example/x", (await app.GetRawAsync("/x", "X-Forwarded-Proto: http")).Location); // behind a proxy it is the proxy's
    }

    [Fact]
    public async Task Redirect_SeveralHttpsListeners_UsualPort()
    {
        await using var app = await PipeApp.ListenAsync("", httpsListeners: 2);
        Assert.Equal("https://a.example/x", (await app.GetRawAsync("/x")).Location);
    }

    [Theory]
    [InlineData("/a%20b/%C3%A9?x=%zz&y=/../", "/a b/é", "https://a.example/a%20b/%C3%A9?x=%zz&y=/../")]
    [InlineData("//evil.example/x", "//evil.example/x", "https://a.example//evil.example/x")]
    [InlineData("http://evil.example/x?y", "/x", "https://a.example/x?y")]
    [InlineData("/x/../y?q", "/y", "https://a.example/y?q")]
    [InlineData("/x/%2e%2e/%252e%252e/y", "/%2e%2e/y", "https://a.example/%252e%252e/y")] // dot segments must not come back in another coat
    [InlineData("/\\evil.example", "/\\evil.example", "https://a.example/%5Cevil.example")]
    public async Task Redirect_Target_IsRepeated(string target, string path, string location)
    {
        await using var app = await PipeApp.StartAsync(Refusing);
        var query = target.IndexOf('?', StringComparison.Ordinal);
        var response = await app.SendAsync(target, path: path, change: c => c.Request.QueryString = new(query < 0 ? null : target[query..]));
        Assert.Equal((307, location), (response.Status, response.Location));
    }

    [Theory]
    [InlineData("127.0.0.1", "localhost:5000", "", true)]
    [InlineData(null, "localhost", "", true)] // the in-memory server itself
    [InlineData("::1", "[::1]", "Origin: http://localhost:3000", true)]
    [InlineData("127.0.0.1", "a.example", "", false)]
    [InlineData("10.0.0.9", "localhost", "", false)]
    [InlineData("127.0.0.1", "localhost", "X-Forwarded-For: 203.0.113.9", false)]
    [InlineData("127.0.0.1", "localhost", "X-Forwarded-Proto: http", false)]
    [InlineData("127.0.0.1", "localhost", "Forwarded: for=_x", false)]
    [InlineData("127.0.0.1", "localhost", "X-Real-IP: 203.0.113.9", false)]
    [InlineData("127.0.0.1", "localhost", "cf-connecting-ip: 203.0.113.9", false)]
    [InlineData("127.0.0.1", "localhost", "X-Original-Host: x", false)]
    [InlineData("127.0.0.1", "localhost", "Via: 1.1 proxy", false)]
    [InlineData("127.0.0.1", "localhost", "Origin: https://evil.example", false)]
    [InlineData("127.0.0.1", "localhost", "Referer: https://evil.example/", false)]
    [InlineData("127.0.0.1", "localhost", "Origin: null", false)]
    public async Task Local_Request_IsExemptUnlessAnythingSpeaksAgainstIt(string? peer, string host, string headers, bool exempt)
    {
        await using var app = await PipeApp.StartAsync(Refusing);
        Assert.Equal(exempt ? 200 : 307, (await app.SendAsync("/x", headers, host: host, peer: peer)).Status);
    }

    [Theory]
    [InlineData("10.0.0.7", "", 200)]
    [InlineData("10.0.0.8", "", 307)]
    [InlineData("10.0.0.7", "X-Forwarded-For: 10.0.0.7", 307)] // forwarded for somebody
    [InlineData("10.0.0.7", "Via: 1.1 proxy", 307)]
    [InlineData("10.0.0.1", "X-Forwarded-For: 10.0.0.7|X-Forwarded-Proto: http", 307)] // the socket's peer, never the resolved client
    public async Task UnencryptedPeers_DirectRequests_AreServed(string peer, string headers, int status)
    {
        await using var app = await PipeApp.StartAsync("TrustProxy=10.0.0.1;UnencryptedPeers=10.0.0.7;AllowedHosts=p.example,a.example");
        Assert.Equal(status, (await app.SendAsync("/x", headers, peer: peer)).Status);
        Assert.Equal(status == 200 ? 200 : 400, (await app.SendAsync("/x", headers, peer: peer, host: "10.1.2.3:8080")).Status);
    }

    [Theory]
    [InlineData("", "/ping", 200)]
    [InlineData("", "/ping?x=1", 200)]
    [InlineData("", "/ping/", 307)]
    [InlineData("", "/ping/anything", 307)] // Cockpit serves its login page there
    [InlineData("", "/PING", 307)]
    [InlineData("", "/café", 200)]
    [InlineData("UrlRoot=/secret;", "/secret/ping", 200)]
    [InlineData("UrlRoot=/secret;", "/ping", 404)]
    public async Task UnencryptedPaths_ExactPathBelowTheRoot_IsServed(string settings, string target, int status)
    {
        await using var app = await PipeApp.StartAsync(settings + Refusing + ";UnencryptedPaths=/ping /caf%C3%A9;AllowedHosts=a.example");
        Assert.Equal(status, (await app.SendAsync(target)).Status);
        Assert.Equal(status == 200 ? 200 : 400, (await app.SendAsync(target, host: "evil.example")).Status);
    }

    private sealed class ExtendedConnect : IHttpExtendedConnectFeature
    {
        public bool IsExtendedConnect => true;

        public string? Protocol => "websocket";

        public ValueTask<Stream> AcceptAsync() => throw new NotSupportedException();
    }
}
