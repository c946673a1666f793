using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using ProxyAware.Tests.Configuration;
using ProxyAware.Tests.Upstream.Pki;
using ProxyAware.Tests.Upstream.Support;

namespace ProxyAware.Tests.Upstream;

/// <summary>Clients of a host, from configuration and code.</summary>
public sealed class AddUpstreamTlsTests
{
    [Theory]
    [InlineData("name")]
    [InlineData("client's name")]
    [InlineData("section")]
    [InlineData("lambda")]
    public async Task Client_IsVerified(string how)
    {
        var builder = UpstreamHost.Builder("\"Upstreams\": { \"x\": { " + UpstreamHost.Trust + " } }");
        _ = how switch
        {
            "name" => builder.Services.AddHttpClient("client").AddUpstreamTls("x"),
            "client's name" => builder.Services.AddHttpClient("x").AddUpstreamTls(),
            "section" => builder.Services.AddHttpClient("client").AddUpstreamTls(builder.Configuration.GetSection("ProxyAware:Upstreams:x")),
            _ => builder.Services.AddHttpClient("client").AddUpstreamTls(o => (o.ServerName, o.TrustedCertificates) = (TestPki.ServerName, [TestPki.Root.Pem])),
        };
        using var host = builder.Build();
        await host.StartAsync();
        using var client = host.Services.GetRequiredService<IHttpClientFactory>().CreateClient(how == "client's name" ? "x" : "client");
        await using var good = new TlsTestServer(TestPki.Leaf);
        Assert.Equal("hello", await client.GetStringAsync(good.Url));
        await using var bad = new TlsTestServer(TestPki.Expired);
        Assert.Equal(UpstreamTlsReason.Expired, (await Calls.RefusedAsync(client, bad.Url)).Reason);
    }

    [Fact]
    public async Task Problems_OfAllUpstreams_StopTheStart_Together()
    {
        var builder = UpstreamHost.Builder("""
            "Upstreams": { "x": { "Verfication": "PinOnly" }, "unused": { "Pins": "nonsense" } }
            """);
        builder.Services.AddHttpClient("x").AddUpstreamTls();
        builder.Services.AddHttpClient("code").AddUpstreamTls(o => o.ServerName = "a:1");
        using var host = builder.Build();
        var thrown = await Assert.ThrowsAsync<ProxyAwareConfigurationException>(() => host.StartAsync());
        Assert.Equal(
            ["ProxyAware:Upstreams:code:ServerName", "ProxyAware:Upstreams:unused:Pins", "ProxyAware:Upstreams:x:Verfication"],
            thrown.Problems.Select(p => p.Key).Order(StringComparer.Ordinal));
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Problems_OfProxyAwareItself_AreReportedWithThem(bool clientFirst)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.Configuration.Json("""
            "TrustProxy": "true", "Upstreams": { "x": { "Verfication": "PinOnly" } }
            """);
        if (clientFirst)
        {
            builder.Services.AddHttpClient("x").AddUpstreamTls();
        }

        builder.AddProxyAware();
        await using var app = builder.Build();
        var thrown = await Assert.ThrowsAsync<ProxyAwareConfigurationException>(() => app.StartAsync());
        Assert.Equal(["ProxyAware:TrustProxy", "ProxyAware:Upstreams:x:Verfication"], thrown.Problems.Select(p => p.Key));
    }

    [Theory]
    [InlineData("Production", false)]
    [InlineData("Development", true)]
    public async Task DangerousNone_NeedsDevelopment(string environment, bool starts)
    {
        var builder = UpstreamHost.Builder("\"Upstreams\": { \"x\": { \"Verification\": \"DangerousNone\" } }");
        builder.Environment.EnvironmentName = environment;
        builder.Services.AddHttpClient("x").AddUpstreamTls();
        using var host = builder.Build();
        if (starts)
        {
            await host.StartAsync();
        }
        else
        {
            Assert.Equal("PA5011", Assert.Single((await Assert.ThrowsAsync<ProxyAwareConfigurationException>(() => host.StartAsync())).Problems).Code);
        }
    }

    [Fact]
    public void ClientWithoutAName_CannotNameItsUpstream()
    {
        var services = new ServiceCollection();
        Assert.Throws<ArgumentException>("builder", () => services.AddHttpClient("").AddUpstreamTls(_ => { }));
        Assert.Throws<ArgumentException>("builder", () => services.AddHttpClient("").AddUpstreamTls(new ConfigurationBuilder().Build()));
        Assert.ThrowsAny<ArgumentException>(() => services.AddHttpClient("").AddUpstreamTls());
    }

    public static TheoryData<string, Action<IHttpClientBuilder>> Conflicts() => new()
    {
        { "AllowAutoRedirect", b => b.UseSocketsHttpHandler((h, _) => h.AllowAutoRedirect = true) },
        { "UseProxy", b => b.UseSocketsHttpHandler((h, _) => h.UseProxy = true) },
        { "ConnectCallback", b => b.UseSocketsHttpHandler((h, _) => h.ConnectCallback = (_, _) => throw new NotSupportedException()) },
        { "RemoteCertificateValidationCallback", b => b.UseSocketsHttpHandler((h, _) => h.SslOptions.RemoteCertificateValidationCallback = (_, _, _, errors) => errors == 0) },
        { "use RevocationMode", b => b.UseSocketsHttpHandler((h, _) => h.SslOptions.CertificateRevocationCheckMode = System.Security.Cryptography.X509Certificates.X509RevocationMode.Online) },
        { "HttpClientHandler", b => b.ConfigurePrimaryHttpMessageHandler(() => new HttpClientHandler()) },
        { "SocketsHttpHandler", b => b.ConfigurePrimaryHttpMessageHandler(() => new SocketsHttpHandler()) },
        { "upstreams x and y", b => b.AddUpstreamTls("y") },
    };

    [Theory]
    [MemberData(nameof(Conflicts))]
    public async Task Handler_ThatWouldLoseTheVerification_StopsTheStart(string says, Action<IHttpClientBuilder> configure)
    {
        var builder = UpstreamHost.Builder("\"Upstreams\": { \"x\": { " + UpstreamHost.Trust + " }, \"y\": { " + UpstreamHost.Trust + " } }");
        var client = builder.Services.AddHttpClient("client").AddUpstreamTls("x");
        configure(client);
        using var host = builder.Build();
        var thrown = await Assert.ThrowsAnyAsync<InvalidOperationException>(() => host.StartAsync());
        Assert.StartsWith("PA5012", thrown.Message);
        Assert.Contains(says == "SocketsHttpHandler" ? "AllowAutoRedirect" : says, thrown.Message);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task OtherSettings_OfTheHandler_AreKept(bool before)
    {
        var builder = UpstreamHost.Builder("\"Upstreams\": { \"x\": { " + UpstreamHost.Trust + " } }");
        var client = builder.Services.AddHttpClient("client");
        client = before ? client.UseSocketsHttpHandler(Settings).AddUpstreamTls("x") : client.AddUpstreamTls("x").UseSocketsHttpHandler(Settings);
        using var host = builder.Build();
        await host.StartAsync();
        await using var server = new TlsTestServer(new TlsTestServerOptions
        {
            Respond = async (stream, _, stop) => await stream.WriteAsync("HTTP/1.1 200 OK\r\nContent-Length: 5\r\nSet-Cookie: a=b\r\n\r\nhello"u8.ToArray(), stop),
        });
        using var http = host.Services.GetRequiredService<IHttpClientFactory>().CreateClient("client");
        await http.GetStringAsync(server.Url);
        await http.GetStringAsync(server.Url);
        Assert.DoesNotContain("Cookie:", server.RequestHeads.Last());

        static void Settings(SocketsHttpHandler handler, IServiceProvider services) => handler.UseCookies = false;
    }

    [Fact]
    public async Task Provider_FindsUpstreams_AddedOrConfigured()
    {
        var builder = UpstreamHost.Builder("\"Upstreams\": { \"x\": { " + UpstreamHost.Trust + " }, \"y\": { " + UpstreamHost.Trust + " } }");
        builder.Services.AddUpstreamTls("x");
        using var host = builder.Build();
        await host.StartAsync();
        var provider = host.Services.GetRequiredService<IUpstreamTlsProvider>();
        Assert.Same(provider.GetUpstream("x"), provider.GetUpstream("X"));
        await using var server = new TlsTestServer(TestPki.Leaf);
        using var client = new HttpClient(provider.GetUpstream("y").CreateHandler());
        Assert.Equal("hello", await client.GetStringAsync(server.Url));
        Assert.Throws<ArgumentException>(() => provider.GetUpstream("z"));
    }

    [Theory]
    [InlineData("section")]
    [InlineData("lambda")]
    public async Task Provider_FindsUpstreams_AddedWithSettingsOfTheirOwn(string how)
    {
        var builder = UpstreamHost.Builder("\"Upstreams\": { \"x\": { " + UpstreamHost.Trust + " } }");
        _ = how == "section"
            ? builder.Services.AddUpstreamTls("y", builder.Configuration.GetSection("ProxyAware:Upstreams:x"))
            : builder.Services.AddUpstreamTls("y", o => (o.ServerName, o.TrustedCertificates) = (TestPki.ServerName, [TestPki.Root.Pem]));
        using var host = builder.Build();
        await host.StartAsync();
        await using var server = new TlsTestServer(TestPki.Leaf);
        using var client = new HttpClient(host.Services.GetRequiredService<IUpstreamTlsProvider>().GetUpstream("y").CreateHandler());
        Assert.Equal("hello", await client.GetStringAsync(server.Url));
    }

    [Theory]
    [InlineData("")]
    [InlineData(" ")]
    [InlineData("a:b")]
    public void Name_ThatIsNoKey_IsRefused(string name)
    {
        var services = new ServiceCollection();
        Assert.Throws<ArgumentException>(nameof(name), () => services.AddUpstreamTls(name));
        Assert.Throws<ArgumentException>(nameof(name), () => services.AddUpstreamTls(name, new ConfigurationBuilder().Build()));
        Assert.Throws<ArgumentException>(nameof(name), () => services.AddUpstreamTls(name, _ => { }));
        Assert.Throws<ArgumentException>(nameof(name), () => services.AddHttpClient("x").AddUpstreamTls(name));
    }
}
