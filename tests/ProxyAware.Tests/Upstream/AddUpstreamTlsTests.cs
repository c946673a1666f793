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
    private static readonly string Trust = $"\"ServerName\": \"{TestPki.ServerName}\", \"TrustedCertificates\": {System.Text.Json.JsonSerializer.Serialize(TestPki.Root.Pem)}";

    [Theory]
    [InlineData("name")]
    [InlineData("client's name")]
    [InlineData("section")]
    [InlineData("lambda")]
    public async Task Client_IsVerified(string how)
    {
        var builder = Builder("\"Upstreams\": { \"x\": { " + Trust + " } }");
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
        var builder = Builder("""
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

    [Fact]
    public async Task UpstreamsAsText_IsAProblem()
    {
        var builder = Builder("\"Upstreams\": \"x\"");
        builder.Services.AddHttpClient("x").AddUpstreamTls(o => o.ServerName = "a");
        using var host = builder.Build();
        Assert.Equal("ProxyAware:Upstreams", Assert.Single((await Assert.ThrowsAsync<ProxyAwareConfigurationException>(() => host.StartAsync())).Problems).Key);
    }

    [Fact]
    public async Task NameWithoutASection_NextToAnUnusedOneLikeIt_IsASlip()
    {
        var builder = Builder("\"Upstreams\": { \"backend\": { " + Trust + " } }");
        builder.Services.AddHttpClient("x").AddUpstreamTls("bakend");
        using var host = builder.Build();
        var problem = Assert.Single((await Assert.ThrowsAsync<ProxyAwareConfigurationException>(() => host.StartAsync())).Problems);
        Assert.Equal("PA5014", problem.Code);
        Assert.Contains("backend", problem.Fix);
    }

    /// <summary>Short names are near to each other without being slips.</summary>
    [Theory]
    [InlineData("api", "app")]
    [InlineData("q", "up")]
    public async Task NameWithoutASection_NextToAnotherShortOne_HasTheDefaults(string name, string other)
    {
        var builder = Builder("\"Upstreams\": { \"" + other + "\": { " + Trust + " } }");
        builder.Services.AddHttpClient(name).AddUpstreamTls();
        using var host = builder.Build();
        await host.StartAsync();
    }

    [Fact]
    public async Task NameWithoutASection_HasTheDefaults_AndSaysSo()
    {
        var log = new RecordingLogger();
        var builder = Builder("\"TrustProxy\": \"loopback\"", log);
        builder.Services.AddHttpClient("x").AddUpstreamTls();
        using var host = builder.Build();
        await host.StartAsync();
        Assert.Contains(log.At(LogLevel.Information), line => line.Contains("PA5107", StringComparison.Ordinal));
        await using var server = new TlsTestServer(TestPki.SelfSigned);
        using var client = host.Services.GetRequiredService<IHttpClientFactory>().CreateClient("x");
        Assert.Equal(UpstreamTlsReason.SelfSigned, (await Calls.RefusedAsync(client, server.Url)).Reason);
    }

    [Theory]
    [InlineData("Production", false)]
    [InlineData("Development", true)]
    public async Task DangerousNone_NeedsDevelopment(string environment, bool starts)
    {
        var builder = Builder("\"Upstreams\": { \"x\": { \"Verification\": \"DangerousNone\" } }");
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

    [Theory]
    [InlineData("client", "lam")]
    [InlineData("client", "LAM")]
    [InlineData("provider", "lam")]
    public async Task Lambda_StandsOverTheSectionOfItsName(string how, string section)
    {
        var builder = Builder($$""" "Upstreams": { "{{section}}": { "ServerName": "{{TestPki.ServerName}}", "Pins": "{{TestPin.Unused}}", "TrustedCertificates": "no PEM" } } """);
        _ = how == "client"
            ? builder.Services.AddHttpClient("lam").AddUpstreamTls(o => o.TrustedCertificates = [TestPki.Root.Pem]).Services
            : builder.Services.AddUpstreamTls("lam", o => o.TrustedCertificates = [TestPki.Root.Pem]);
        using var host = builder.Build();
        await host.StartAsync();
        await using var server = new TlsTestServer(TestPki.Leaf);
        using var client = new HttpClient(host.Services.GetRequiredService<IUpstreamTlsProvider>().GetUpstream("Lam").CreateHandler());
        Assert.Equal(UpstreamTlsReason.PinMismatch, (await Calls.RefusedAsync(client, server.Url)).Reason);
    }

    [Theory]
    [InlineData("client")]
    [InlineData("provider")]
    public async Task Lambda_UnknownKeyOfItsSection_StopsTheStart(string how)
    {
        var builder = Builder("\"Upstreams\": { \"lam\": { \"Nonsense\": 1 } }");
        _ = how == "client"
            ? builder.Services.AddHttpClient("lam").AddUpstreamTls(o => o.ServerName = "a.test").Services
            : builder.Services.AddUpstreamTls("lam", o => o.ServerName = "a.test");
        using var host = builder.Build();
        Assert.Equal("ProxyAware:Upstreams:lam:Nonsense", Assert.Single((await Assert.ThrowsAsync<ProxyAwareConfigurationException>(() => host.StartAsync())).Problems).Key);
    }

    [Fact]
    public async Task Lambda_IsForItsOwnUpstreamAlone_InAnyCase_AndNeedsNoSection()
    {
        var log = new RecordingLogger();
        var builder = Builder("\"Upstreams\": { \"x\": { " + Trust + " } }", log);
        builder.Services.AddHttpClient("x").AddUpstreamTls();
        builder.Services.AddHttpClient("a").AddUpstreamTls("Code");
        builder.Services.AddUpstreamTls("code", o => (o.Verification, o.Pins) = (UpstreamVerification.PinOnly, [TestPin.Unused]));
        builder.Services.AddHttpClient("with:colon").AddUpstreamTls(o => (o.Verification, o.Pins) = (UpstreamVerification.PinOnly, [TestPin.Unused]));
        using var host = builder.Build();
        await host.StartAsync();
        Assert.DoesNotContain(log.At(LogLevel.Information), line => line.Contains("PA5107", StringComparison.Ordinal));
        await using var server = new TlsTestServer(TestPki.Leaf);
        var clients = host.Services.GetRequiredService<IHttpClientFactory>();
        Assert.Equal("hello", await clients.CreateClient("x").GetStringAsync(server.Url));
        foreach (var name in new[] { "a", "with:colon" })
        {
            Assert.Equal(UpstreamTlsReason.PinMismatch, (await Calls.RefusedAsync(clients.CreateClient(name), server.Url)).Reason);
        }
    }

    [Theory]
    [InlineData("Other", false, true)]
    [InlineData("Other", true, false)]
    [InlineData("ProxyAware:Upstreams:X", false, false)]
    public async Task Section_BesideOneOfTheSameName_IsNotPassedOverInSilence(string given, bool nameToo, bool stops)
    {
        var builder = Builder("\"Upstreams\": { \"x\": { " + Trust + " } }");
        builder.Services.AddHttpClient("x").AddUpstreamTls(builder.Configuration.GetSection(given));
        if (nameToo)
        {
            builder.Services.AddUpstreamTls("x");
        }

        using var host = builder.Build();
        if (!stops)
        {
            await host.StartAsync();
            await using var server = new TlsTestServer(TestPki.Leaf);
            Assert.Equal("hello", await host.Services.GetRequiredService<IHttpClientFactory>().CreateClient("x").GetStringAsync(server.Url));
            return;
        }

        var problem = Assert.Single((await Assert.ThrowsAsync<ProxyAwareConfigurationException>(() => host.StartAsync())).Problems);
        Assert.Equal(("PA5010", "ProxyAware:Upstreams:x"), (problem.Code, problem.Key));
        Assert.Contains("'Other'", problem.Reason);
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
        var builder = Builder("\"Upstreams\": { \"x\": { " + Trust + " }, \"y\": { " + Trust + " } }");
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
        var builder = Builder("\"Upstreams\": { \"x\": { " + Trust + " } }");
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
    public async Task Configuration_IsReloaded_AndATighteningRetiresConnections()
    {
        var source = new ReloadableSource { Values = { ["ProxyAware:Upstreams:x:Verification"] = "PinOnly", ["ProxyAware:Upstreams:x:Pins"] = TestPin.Of(TestPki.Leaf) } };
        var builder = Builder("\"TrustProxy\": \"loopback\"");
        ((IConfigurationBuilder)builder.Configuration).Add(source);
        builder.Services.AddHttpClient("x").AddUpstreamTls();
        using var host = builder.Build();
        await host.StartAsync();
        using var client = host.Services.GetRequiredService<IHttpClientFactory>().CreateClient("x");
        await using var server = new TlsTestServer(TestPki.Leaf);
        Assert.Equal("hello", await client.GetStringAsync(server.Url));

        source.Change("ProxyAware:Upstreams:x:Pins", "nonsense");
        Assert.Equal("hello", await client.GetStringAsync(server.Url));
        Assert.Equal(1, server.Connections);

        source.Change("ProxyAware:Upstreams:x:Pins", TestPin.Unused);
        Assert.Equal(UpstreamTlsReason.PinMismatch, (await Calls.RefusedAsync(client, server.Url)).Reason);
    }

    [Fact]
    public async Task Configuration_PinBecomesABackup_IsReloadedAndKeepsConnections()
    {
        var source = new ReloadableSource
        {
            Values =
            {
                ["ProxyAware:Upstreams:x:Verification"] = "PinOnly",
                ["ProxyAware:Upstreams:x:Pins:0"] = TestPin.Of(TestPki.Leaf),
                ["ProxyAware:Upstreams:x:Pins:1:Sha256"] = TestPin.Unused,
            },
        };
        var builder = Builder("\"TrustProxy\": \"loopback\"");
        ((IConfigurationBuilder)builder.Configuration).Add(source);
        builder.Services.AddHttpClient("x").AddUpstreamTls();
        using var host = builder.Build();
        await host.StartAsync();
        using var client = host.Services.GetRequiredService<IHttpClientFactory>().CreateClient("x");
        await using var server = new TlsTestServer(TestPki.Leaf);
        await client.GetStringAsync(server.Url);
        var upstream = host.Services.GetRequiredService<IUpstreamTlsProvider>().GetUpstream("x");
        Assert.False(upstream.State.Current.Pins.Keys[1].Backup);

        source.Change("ProxyAware:Upstreams:x:Pins:1:Backup", "true");
        Assert.True(upstream.State.Current.Pins.Keys[1].Backup);
        await client.GetStringAsync(server.Url);
        Assert.Equal(1, server.Connections);
    }

    [Fact]
    public async Task Provider_FindsUpstreams_AddedOrConfigured()
    {
        var builder = Builder("\"Upstreams\": { \"x\": { " + Trust + " }, \"y\": { " + Trust + " } }");
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
        var builder = Builder("\"Upstreams\": { \"x\": { " + Trust + " } }");
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

    private static HostApplicationBuilder Builder(string json, RecordingLogger? log = null)
    {
        var builder = Host.CreateEmptyApplicationBuilder(new() { EnvironmentName = "Production" });
        builder.Configuration.Json(json);
        if (log is not null)
        {
            builder.Logging.AddProvider(log);
        }

        return builder;
    }

    private sealed class ReloadableSource : ConfigurationProvider, IConfigurationSource
    {
        public IDictionary<string, string?> Values => Data;

        public IConfigurationProvider Build(IConfigurationBuilder builder) => this;

        public void Change(string key, string value)
        {
            Data[key] = value;
            OnReload();
        }
    }
}
