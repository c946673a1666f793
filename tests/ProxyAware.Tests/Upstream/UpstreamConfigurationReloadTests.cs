using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using ProxyAware.Tests.Upstream.Pki;
using ProxyAware.Tests.Upstream.Support;

namespace ProxyAware.Tests.Upstream;

/// <summary>A changed configuration reaches the clients of a host.</summary>
public sealed class UpstreamConfigurationReloadTests
{
    [Fact]
    public async Task Configuration_IsReloaded_AndATighteningRetiresConnections()
    {
        var source = new ReloadableSource { Values = { ["ProxyAware:Upstreams:x:Verification"] = "PinOnly", ["ProxyAware:Upstreams:x:Pins"] = TestPin.Of(TestPki.Leaf) } };
        var builder = UpstreamHost.Builder("\"TrustProxy\": \"loopback\"");
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
        var builder = UpstreamHost.Builder("\"TrustProxy\": \"loopback\"");
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
