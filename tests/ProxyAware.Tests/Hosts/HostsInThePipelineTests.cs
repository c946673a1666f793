using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using ProxyAware.Tests.RealPipeline;

namespace ProxyAware.Tests.Hosts;

public class HostsInThePipelineTests
{
    [Theory]
    [InlineData("AllowedHosts=a.example", "a.example", 200)]
    [InlineData("AllowedHosts=a.example", "A.EXAMPLE:8080", 200)]
    [InlineData("AllowedHosts=a.example", "b.example", 400)]
    [InlineData("AllowedHosts=a.example", "a.example.evil.example", 400)]
    [InlineData("AllowedHosts=*.a.example", "x.a.example", 200)]
    [InlineData("AllowedHosts=*.a.example", "a.example", 400)]
    [InlineData("AllowedHosts=a.example;PublicUrl=https://p.example", "p.example", 200)]
    [InlineData("AllowedHosts=a.example;PublicUrl=https://p.example", "b.example", 400)]
    [InlineData("AllowedHosts=bücher.example", "xn--bcher-kva.example", 200)]
    [InlineData("PublicUrl=https://p.example", "anything.example", 200)]
    [InlineData("", "anything.example", 200)]
    [InlineData("", "", 400)]
    [InlineData("", null, 400)]
    [InlineData("", "evil.example/x?", 400)]
    [InlineData("", "user@evil.example", 400)]
    [InlineData("", "evil.example\\x", 400)]
    [InlineData("", "a.example,b.example", 400)]
    [InlineData("", "127.1", 400)]
    [InlineData("", "a.example.", 400)]
    [InlineData("PublicUrl=https://p.example", "evil.example/x?", 400)]
    [InlineData("AllowedHosts=a.example", "localhost", 400)] // from afar localhost is a name like any other
    public async Task Host_IsAnsweredOrNot(string settings, string? host, int status)
    {
        await using var app = await PipeApp.StartAsync(settings);
        var response = await app.SendAsync("/x", host: host, scheme: "https");
        Assert.Equal(status, response.Status);
        if (status == 400)
        {
            Assert.Equal("no-store", response.CacheControl);
            Assert.DoesNotContain("example", response.Body, StringComparison.Ordinal); // neither the policy nor what was sent
        }
    }

    [Theory]
    [InlineData("AllowUnencrypted=false")]
    [InlineData("AllowUnencrypted=false;AllowedHosts=bücher.example")]
    [InlineData("PublicUrl=https://bücher.example")]
    public async Task Host_InternationalName_IsRedirectedInPunycode(string settings)
    {
        await using var app = await PipeApp.StartAsync(settings);
        Assert.Equal("https://xn--bcher-kva.example/x", (await app.SendAsync("/x", host: "xn--bcher-kva.example")).Location);
    }

    [Theory]
    [InlineData("AllowedHosts=a.example", "localhost:5000", 200)]
    [InlineData("AllowedHosts=a.example", "evil.example", 400)] // DNS rebinding
    public async Task AllowedHosts_LocalRequest_IsExempt(string settings, string host, int status)
    {
        await using var app = await PipeApp.StartAsync(settings);
        Assert.Equal(status, (await app.SendAsync("/x", host: host, peer: "127.0.0.1")).Status);
    }

    [Theory]
    [InlineData("PublicUrl=https://p.example:8443/root", "evil.example", "https", "/root/x", "https p.example:8443 /root /x")]
    [InlineData("PublicUrl=https://p.example", "p.example:443", "https", "/x", "https p.example  /x")]
    [InlineData("PublicUrl=https://p.example;AllowUnencrypted=true", "evil.example", "http", "/x", "http p.example  /x")] // clear text keeps its scheme
    [InlineData("PublicUrl=https://p.example;AllowedHosts=a.example", "a.example:81", "https", "/x", "https a.example:81  /x")]
    [InlineData("PublicUrl=http://p.example:8080", "evil.example", "https", "/x", "http p.example:8080  /x")] // the URL as a whole
    [InlineData("PublicUrl=http://p.example:8080", "evil.example", "http", "/x", "http p.example:8080  /x")]
    public async Task PublicUrl_Request_IsSeenUnderIt(string settings, string host, string scheme, string target, string seen)
    {
        await using var app = await PipeApp.StartAsync(settings);
        Assert.Equal(seen, (await app.SendAsync(target, host: host, scheme: scheme)).Body);
    }

    [Fact]
    public async Task PublicUrl_TransportVerdict_StaysOnTheFeature()
    {
        await using var app = await PipeApp.StartAsync(
            "PublicUrl=http://p.example", a => a.MapGet("/v", (HttpContext c) => c.Features.Get<IProxyAwareFeature>()!.EffectiveScheme));
        Assert.Equal("https", (await app.SendAsync("/v", scheme: "https")).Body);
    }

    [Theory]
    [InlineData("localhost:5000", "http", "/root/x", "http localhost:5000 /root /x")]
    [InlineData("127.0.0.1:5001", "https", "/root/x", "https 127.0.0.1:5001 /root /x")]
    public async Task PublicUrl_LocalRequest_StaysWhatItIs(string host, string scheme, string target, string seen)
    {
        await using var app = await PipeApp.StartAsync("PublicUrl=https://p.example:8443/root");
        Assert.Equal(seen, (await app.SendAsync(target, host: host, scheme: scheme, peer: "::1")).Body);
    }

    [Theory]
    [InlineData("GET", "/", 307, "/root/")]
    [InlineData("HEAD", "/", 307, "/root/")]
    [InlineData("GET", "/?x=1", 307, "/root/?x=1")]
    [InlineData("POST", "/", 404, null)]
    [InlineData("GET", "/x", 404, null)]
    public async Task PublicUrl_LocalRequestAtTheTop_IsShownTheRoot(string method, string target, int status, string? location)
    {
        await using var app = await PipeApp.StartAsync("PublicUrl=https://p.example/root");
        var response = await app.SendAsync(target, method: method, host: "localhost", peer: "127.0.0.1");
        Assert.Equal((status, location), (response.Status, response.Location));
        Assert.Equal(404, (await app.SendAsync(target, method: method)).Status); // nobody else is
    }

    [Theory]
    [InlineData("10.0.0.1", "X-Forwarded-Host: a.example", 200, "https a.example  /x")]
    [InlineData("10.0.0.1", "X-Forwarded-Host: a.example:8443", 200, "https a.example:8443  /x")]
    [InlineData("10.0.0.1", "X-Forwarded-Host: evil.example, a.example", 200, "https a.example  /x")] // the right-most is the proxy's
    [InlineData("10.0.0.1", "X-Forwarded-Host: a.example, evil.example", 400, null)]
    [InlineData("10.0.0.1", "X-Forwarded-Host: evil.example/x", 400, null)]
    [InlineData("10.0.0.1", "X-Forwarded-Host: user@a.example", 400, null)]
    [InlineData("10.0.0.1", "", 200, "https inner.example  /x")]
    [InlineData("203.0.113.9", "X-Forwarded-Host: evil.example", 200, "https inner.example  /x")]
    public async Task ForwardedHost_TrustedPeer_IsBelievedIfAllowed(string peer, string headers, int status, string? seen)
    {
        await using var app = await PipeApp.StartAsync("TrustProxy=10.0.0.1;ForwardedHostHeader=X-Forwarded-Host;AllowedHosts=a.example inner.example");
        var response = await app.SendAsync("/x", headers, host: "inner.example", scheme: "https", peer: peer);
        Assert.Equal(status, response.Status);
        Assert.Equal(seen, status == 200 ? response.Body : null);
    }

    [Theory]
    [InlineData("https", "8443", "https a.example:8443  /x", false)] // "proxy_set_header Host $host" loses the port
    [InlineData("https", "443", "https a.example  /x", false)]
    [InlineData("https", "80", "https a.example  /x", true)]
    [InlineData("http", "8080", "http a.example:8080  /x", false)]
    [InlineData("http", "80", "http a.example  /x", false)]
    public async Task ForwardedPort_CompletesAHostWithoutOne(string scheme, string port, string seen, bool reported)
    {
        await using var app = await PipeApp.StartAsync("TrustProxy=10.0.0.1;ForwardedPortHeader=X-Forwarded-Port;AllowUnencrypted=true");
        for (var i = 0; i < 2; i++)
        {
            Assert.Equal(seen, (await app.SendAsync("/x", $"X-Forwarded-Proto: {scheme}|X-Forwarded-Port: {port}", peer: "10.0.0.1")).Body);
        }

        Assert.Equal(reported ? 1 : 0, app.Log.Lines.Count(l => l.StartsWith("Warning: PA3103", StringComparison.Ordinal)));
        Assert.Equal($"{scheme} a.example:9  /x", (await app.SendAsync("/x", $"X-Forwarded-Proto: {scheme}|X-Forwarded-Port: {port}", peer: "10.0.0.1", host: "a.example:9")).Body);
    }

    [Theory]
    [InlineData("0")]
    [InlineData("65536")]
    [InlineData("-1")]
    [InlineData("443x")]
    [InlineData("8443@evil.example")]
    public async Task ForwardedPort_Nonsense_IsRefused(string port)
    {
        await using var app = await PipeApp.StartAsync("TrustProxy=10.0.0.1;ForwardedPortHeader=X-Forwarded-Port");
        Assert.Equal(400, (await app.SendAsync("/x", $"X-Forwarded-Proto: https|X-Forwarded-Port: {port}", peer: "10.0.0.1")).Status);
    }

    [Theory]
    [InlineData("PublicUrl=https://p.example/secret")]
    [InlineData("AllowedHosts=a.example;UrlRoot=/secret")]
    [InlineData("AllowedHosts=a.example;UrlRoot=/secret;TrustProxy=10.0.0.1;ForwardedHostHeader=X-Forwarded-Host;ForwardedPrefixHeader=X-Forwarded-Prefix;MalformedHeaders=Ignore")]
    [InlineData("AllowedHosts=a.example;TrustProxy=10.0.0.1;ForwardedHostHeader=X-Forwarded-Host;ForwardedPrefixHeader=X-Forwarded-Prefix;MalformedHeaders=Ignore")]
    public async Task HostileValues_NeverReachAResponse(string settings)
    {
        await using var app = await PipeApp.StartAsync(settings, a =>
        {
            a.MapGet("/links", (HttpContext c, LinkGenerator links) =>
            {
                c.Response.Headers["X-Link"] = links.GetUriByName(c, "links", null);
                c.Response.Cookies.Append("c", "v", new() { Path = c.Request.PathBase.Value });
                return Results.Redirect("~/next");
            }).WithName("links");
        });
        string[] hosts = ["evil.example", "evil.example:443", "evil.example/p?", "a.example@evil.example", "a.example"];
        string[] prefixes = ["", "//evil.example", "/\\evil.example", "/a/../evil.example", "/a%0d%0aevil.example", "/%2f%2fevil.example", "/evil.example"];
        foreach (var host in hosts)
        {
            foreach (var prefix in prefixes)
            {
                foreach (var target in new[] { "/links", "/secret/links", "/secret", "/" })
                {
                    foreach (var peer in new[] { "10.0.0.1", PipeApp.Visitor })
                    {
                        foreach (var scheme in new[] { "http", "https" })
                        {
                            // The one prefix that is well formed is a trusted proxy's own word.
                            if (prefix == "/evil.example" && peer == "10.0.0.1")
                            {
                                continue;
                            }

                            var response = await app.SendAsync(
                                target, $"X-Forwarded-Host: {host}|X-Forwarded-Prefix: {prefix}|X-Forwarded-Proto: {scheme}", host: host, scheme: scheme, peer: peer);
                            Assert.DoesNotContain("evil", response.Text, StringComparison.Ordinal);
                        }
                    }
                }
            }
        }
    }

    [Theory]
    [InlineData("GET /x HTTP/1.0\r\n\r\n", "400")]
    [InlineData("GET /x HTTP/1.1\r\nHost:\r\nConnection: close\r\n\r\n", "400")]
    [InlineData("GET /x HTTP/1.1\r\nConnection: close\r\n\r\n", "400")]
    [InlineData("GET /x HTTP/1.0\r\nHost: a.example\r\n\r\n", "200")]
    [InlineData("GET /x HTTP/1.1\r\nHost: a.example\r\nHost: b.example\r\nConnection: close\r\n\r\n", "400")]
    public async Task Host_MissingOnTheWire_IsRefused(string request, string status)
    {
        await using var app = await PipeApp.ListenAsync("");
        Assert.StartsWith($"HTTP/1.1 {status} ", await app.SendRawAsync(request), StringComparison.Ordinal);
    }

    /// <summary>HAProxy's check of a server (<c>option httpchk</c>) is HTTP/1.0 without a host.</summary>
    [Theory]
    [InlineData("", "http   /x")]
    [InlineData("PublicUrl=http://pub.example:8080;AllowUnencrypted=true", "http pub.example:8080  /x")]
    [InlineData("PublicUrl=https://pub.example", "http pub.example  /x")]
    public async Task Host_MissingFromAnExemptPeer_IsThatOfThePublicUrl(string settings, string seen)
    {
        await using var app = await PipeApp.ListenAsync($"UnencryptedPeers=127.0.0.1;{settings}");
        var answer = await app.SendRawAsync("GET /x HTTP/1.0\r\n\r\n");
        Assert.StartsWith("HTTP/1.1 200 ", answer, StringComparison.Ordinal);
        Assert.EndsWith($"\r\n\r\n{seen}", answer, StringComparison.Ordinal);
    }
}
