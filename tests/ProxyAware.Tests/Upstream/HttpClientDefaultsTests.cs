using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using ProxyAware.Tests.Upstream.Pki;
using ProxyAware.Tests.Upstream.Support;

namespace ProxyAware.Tests.Upstream;

/// <summary><c>ConfigureHttpClientDefaults</c>, whose builder has no name: every client that has no upstream of its own.</summary>
public sealed class HttpClientDefaultsTests
{
    [Theory]
    [InlineData("name", true)]
    [InlineData("name", false)]
    [InlineData("section", true)]
    [InlineData("lambda", true)]
    [InlineData("lambda", false)]
    public async Task Defaults_EveryClientWithoutAnUpstream_IsPinned(string how, bool clientFirst)
    {
        var builder = UpstreamHost.Builder($$""" "Upstreams": { "pin": { {{Pinned(TestPki.Leaf)}} } } """);
        if (clientFirst)
        {
            builder.Services.AddHttpClient("client", c => c.Timeout = TimeSpan.FromMinutes(1));
        }

        builder.Services.ConfigureHttpClientDefaults(c => _ = how switch
        {
            "name" => c.AddUpstreamTls("pin"),
            "section" => c.AddUpstreamTls(builder.Configuration.GetSection("ProxyAware:Upstreams:pin")),
            _ => c.AddUpstreamTls(o => (o.Verification, o.Pins) = (UpstreamVerification.PinOnly, [TestPin.Of(TestPki.Leaf)])),
        });
        if (!clientFirst)
        {
            builder.Services.AddHttpClient("client");
        }

        using var host = builder.Build();
        await host.StartAsync();
        await using var good = new TlsTestServer(TestPki.Leaf);
        await using var other = new TlsTestServer(TestPki.RotatedOtherKey);
        foreach (var name in new[] { "client", "", "never mentioned" })
        {
            using var client = Client(host, name);
            Assert.Equal("hello", await client.GetStringAsync(good.Url));
            Assert.Equal(UpstreamTlsReason.PinMismatch, (await Calls.RefusedAsync(client, other.Url)).Reason);
            Assert.Equal(UpstreamTlsReason.NotHttps, (await Calls.RefusedAsync(client, new Uri($"http://127.0.0.1:{good.Port}/"))).Reason);
        }

        Assert.Equal(0, other.ApplicationBytes);
    }

    [Theory]
    [InlineData("name")]
    [InlineData("section")]
    [InlineData("lambda")]
    public async Task Defaults_ClientWithAnUpstreamOfItsOwn_KeepsThat(string how)
    {
        var builder = UpstreamHost.Builder($$""" "Upstreams": { "pin": { {{Pinned(TestPki.Leaf)}} }, "own": { {{Pinned(TestPki.RotatedOtherKey)}} } } """);
        builder.Services.AddHttpClient("own").AddUpstreamTls();
        builder.Services.ConfigureHttpClientDefaults(c => _ = how switch
        {
            "name" => c.AddUpstreamTls("pin"),
            "section" => c.AddUpstreamTls(builder.Configuration.GetSection("ProxyAware:Upstreams:pin")),
            _ => c.AddUpstreamTls(o => (o.Verification, o.Pins) = (UpstreamVerification.PinOnly, [TestPin.Of(TestPki.Leaf)])),
        });
        using var host = builder.Build();
        await host.StartAsync();
        await using var leaf = new TlsTestServer(TestPki.Leaf);
        await using var other = new TlsTestServer(TestPki.RotatedOtherKey);
        using var own = Client(host, "own");
        Assert.Equal("hello", await own.GetStringAsync(other.Url));
        await Calls.RefusedAsync(own, leaf.Url);
        using var client = Client(host, "client");
        Assert.Equal("hello", await client.GetStringAsync(leaf.Url));
        await Calls.RefusedAsync(client, other.Url);
    }

    [Fact]
    public async Task Defaults_Lambda_StandsOverTheSectionDefaults()
    {
        var builder = UpstreamHost.Builder(""" "Upstreams": { "defaults": { "ServerName": "a.test", "Nonsense": 1 } } """);
        builder.Services.ConfigureHttpClientDefaults(c => c.AddUpstreamTls(o => o.VerifyName = "b:1"));
        using var host = builder.Build();
        var thrown = await Assert.ThrowsAsync<ProxyAwareConfigurationException>(() => host.StartAsync());
        Assert.Equal(["ProxyAware:Upstreams:defaults:Nonsense", "ProxyAware:Upstreams:defaults:VerifyName"], thrown.Problems.Select(p => p.Key).Order(StringComparer.Ordinal));
    }

    // There is no client whose name could be that of the section.
    [Fact]
    public void Defaults_WithoutANameOfAnything_IsRefused()
    {
        var services = new ServiceCollection();
        var thrown = Assert.Throws<InvalidOperationException>(() => services.ConfigureHttpClientDefaults(c => c.AddUpstreamTls()));
        Assert.Contains("ConfigureHttpClientDefaults", thrown.Message);
        Assert.Contains("AddUpstreamTls(\"backend\")", thrown.Message);
    }

    [Fact]
    public async Task Defaults_Problems_StopTheStart()
    {
        var builder = UpstreamHost.Builder(""" "Upstreams": { "pin": { "Verfication": "PinOnly" } } """);
        builder.Services.ConfigureHttpClientDefaults(c => c.AddUpstreamTls("pin"));
        using var host = builder.Build();
        Assert.Equal("ProxyAware:Upstreams:pin:Verfication", Assert.Single((await Assert.ThrowsAsync<ProxyAwareConfigurationException>(() => host.StartAsync())).Problems).Key);
    }

    // Which clients there are is known by what the app configures of them; what it does not configure cannot conflict.
    [Theory]
    [InlineData("ConnectCallback")]
    [InlineData("HttpClientHandler")]
    [InlineData("all clients")]
    [InlineData("upstreams pin and other")]
    public async Task Defaults_HandlerThatWouldLoseTheVerification_StopsTheStart(string what)
    {
        var builder = UpstreamHost.Builder($$""" "Upstreams": { "pin": { {{Pinned(TestPki.Leaf)}} }, "other": { {{Pinned(TestPki.Leaf)}} } } """);
        builder.Services.ConfigureHttpClientDefaults(c => c.AddUpstreamTls("pin"));
        _ = what switch
        {
            "ConnectCallback" => builder.Services.AddHttpClient("client").UseSocketsHttpHandler((h, _) => h.ConnectCallback = (_, _) => throw new NotSupportedException()).Services,
            "HttpClientHandler" => builder.Services.AddHttpClient("client").ConfigurePrimaryHttpMessageHandler(() => new HttpClientHandler()).Services,
            "all clients" => builder.Services.ConfigureHttpClientDefaults(c => c.UseSocketsHttpHandler((h, _) => h.UseProxy = true)),
            _ => builder.Services.ConfigureHttpClientDefaults(c => c.AddUpstreamTls("other")),
        };
        using var host = builder.Build();
        var thrown = await Assert.ThrowsAnyAsync<InvalidOperationException>(() => host.StartAsync());
        Assert.StartsWith("PA5012", thrown.Message);
        Assert.Contains(what switch { "all clients" => "UseProxy", "upstreams pin and other" => what, _ => "'client'" }, thrown.Message);
    }

    private static string Pinned(TestCertificate certificate) => $$""" "Verification": "PinOnly", "Pins": "{{TestPin.Of(certificate)}}" """;

    private static HttpClient Client(IHost host, string name) => host.Services.GetRequiredService<IHttpClientFactory>().CreateClient(name);
}
