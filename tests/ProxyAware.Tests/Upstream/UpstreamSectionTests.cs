using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using ProxyAware.Tests.Upstream.Pki;
using ProxyAware.Tests.Upstream.Support;

namespace ProxyAware.Tests.Upstream;

/// <summary>The section of an upstream, and what stands over it or is missing.</summary>
public sealed class UpstreamSectionTests
{
    [Fact]
    public async Task UpstreamsAsText_IsAProblem()
    {
        var builder = UpstreamHost.Builder("\"Upstreams\": \"x\"");
        builder.Services.AddHttpClient("x").AddUpstreamTls(o => o.ServerName = "a");
        using var host = builder.Build();
        Assert.Equal("ProxyAware:Upstreams", Assert.Single((await Assert.ThrowsAsync<ProxyAwareConfigurationException>(() => host.StartAsync())).Problems).Key);
    }

    [Fact]
    public async Task NameWithoutASection_NextToAnUnusedOneLikeIt_IsASlip()
    {
        var builder = UpstreamHost.Builder("\"Upstreams\": { \"backend\": { " + UpstreamHost.Trust + " } }");
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
        var builder = UpstreamHost.Builder("\"Upstreams\": { \"" + other + "\": { " + UpstreamHost.Trust + " } }");
        builder.Services.AddHttpClient(name).AddUpstreamTls();
        using var host = builder.Build();
        await host.StartAsync();
    }

    [Fact]
    public async Task NameWithoutASection_HasTheDefaults_AndSaysSo()
    {
        var log = new RecordingLogger();
        var builder = UpstreamHost.Builder("\"TrustProxy\": \"loopback\"", log);
        builder.Services.AddHttpClient("x").AddUpstreamTls();
        using var host = builder.Build();
        await host.StartAsync();
        Assert.Contains(log.At(LogLevel.Information), line => line.Contains("PA5107", StringComparison.Ordinal));
        await using var server = new TlsTestServer(TestPki.SelfSigned);
        using var client = host.Services.GetRequiredService<IHttpClientFactory>().CreateClient("x");
        Assert.Equal(UpstreamTlsReason.SelfSigned, (await Calls.RefusedAsync(client, server.Url)).Reason);
    }

    [Theory]
    [InlineData("client", "lam")]
    [InlineData("client", "LAM")]
    [InlineData("provider", "lam")]
    public async Task Lambda_StandsOverTheSectionOfItsName(string how, string section)
    {
        var builder = UpstreamHost.Builder($$""" "Upstreams": { "{{section}}": { "ServerName": "{{TestPki.ServerName}}", "Pins": "{{TestPin.Unused}}", "TrustedCertificates": "no PEM" } } """);
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
        var builder = UpstreamHost.Builder("\"Upstreams\": { \"lam\": { \"Nonsense\": 1 } }");
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
        var builder = UpstreamHost.Builder("\"Upstreams\": { \"x\": { " + UpstreamHost.Trust + " } }", log);
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
        var builder = UpstreamHost.Builder("\"Upstreams\": { \"x\": { " + UpstreamHost.Trust + " } }");
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
}
