using System.Net;
using ProxyAware.Tests.Support;
using ProxyAware.Tests.Upstream.Pki;
using ProxyAware.Tests.Upstream.Support;

namespace ProxyAware.Tests.Upstream;

/// <summary>Handlers that somebody else owns, such as those of YARP.</summary>
public sealed class UseUpstreamTlsTests
{
    [Fact]
    public void Create_RelativeContentRoot_IsBelowTheCurrentDirectory()
    {
        using var folder = new TemporaryFolder();
        folder.Write("ca.pem", TestPki.Root.Pem);
        var relative = Path.GetRelativePath(Directory.GetCurrentDirectory(), folder.Path);
        UpstreamTls.Create(new UpstreamTlsOptions { TrustedCertificateFile = "ca.pem" }, contentRoot: relative).Dispose();
        Assert.Equal("PA5002", Assert.Single(Assert.Throws<ProxyAwareConfigurationException>(
            () => UpstreamTls.Create(new UpstreamTlsOptions { TrustedCertificateFile = "no-such.pem" }, contentRoot: "")).Problems).Code);
    }

    [Fact]
    public async Task Create_NameAndContentRoot_AreUsed()
    {
        using var folder = new TemporaryFolder();
        folder.Write("ca.pem", TestPki.StrangerRoot.Pem);
        using var upstream = UpstreamTls.Create(new UpstreamTlsOptions { TrustedCertificateFile = "ca.pem" }, name: "billing", contentRoot: folder.Path);
        await using var server = new TlsTestServer(TestPki.Leaf);
        using var client = new HttpClient(upstream.CreateHandler());
        var refused = await Calls.RefusedAsync(client, server.Url);
        Assert.Equal(("billing", "billing"), (upstream.Name, refused.Upstream));
    }

    [Fact]
    public async Task Handler_IsVerified()
    {
        using var upstream = UpstreamTls.Create(Calls.Trusting());
        using var client = new HttpClient(new SocketsHttpHandler().UseUpstreamTls(upstream));
        await using var good = new TlsTestServer(TestPki.Leaf);
        Assert.Equal("hello", await client.GetStringAsync(good.Url));
        await using var bad = new TlsTestServer(TestPki.Expired);
        Assert.Equal(UpstreamTlsReason.Expired, (await Calls.RefusedAsync(client, bad.Url)).Reason);
        Assert.Equal(0, bad.ApplicationBytes);
    }

    [Fact]
    public void Handler_FollowsNothing_AndItsConnectionsEnd()
    {
        using var upstream = UpstreamTls.Create(Calls.Trusting());
        using var handler = new SocketsHttpHandler().UseUpstreamTls(upstream);
        Assert.False(handler.AllowAutoRedirect);
        Assert.False(handler.UseProxy);
        Assert.Equal(TimeSpan.FromMinutes(2), handler.PooledConnectionLifetime);
        using var own = new SocketsHttpHandler { PooledConnectionLifetime = TimeSpan.FromSeconds(9) };
        Assert.Equal(TimeSpan.FromSeconds(9), own.UseUpstreamTls(upstream).PooledConnectionLifetime);
    }

    [Theory]
    [InlineData("AllowAutoRedirect")]
    [InlineData("UseProxy")]
    public async Task SwitchedOnAgain_IsRefusedByName(string what)
    {
        await using var server = new TlsTestServer(TestPki.Leaf);
        using var upstream = UpstreamTls.Create(Calls.Trusting());
        using var handler = new SocketsHttpHandler().UseUpstreamTls(upstream);
        handler.AllowAutoRedirect = what == "AllowAutoRedirect";
        handler.UseProxy = what == "UseProxy";
        using var client = new HttpClient(handler);
        var refused = await Calls.RefusedAsync(client, server.Url);
        Assert.Equal(UpstreamTlsReason.HandlerChanged, refused.Reason);
        Assert.Contains(what, refused.Message);
    }

    [Fact]
    public async Task ClearText_IsRefusedByName()
    {
        await using var server = new TlsTestServer(TestPki.Leaf);
        using var upstream = UpstreamTls.Create(Calls.Trusting());
        using var client = new HttpClient(new SocketsHttpHandler().UseUpstreamTls(upstream));
        Assert.Equal(UpstreamTlsReason.NotHttps, (await Calls.RefusedAsync(client, new Uri($"http://127.0.0.1:{server.Port}/"))).Reason);
        Assert.Equal(0, server.Connections);
    }

    [Fact]
    public async Task WithoutOurConnectCallback_TheNetHolds()
    {
        using var upstream = UpstreamTls.Create(Calls.Trusting());
        using var handler = new SocketsHttpHandler().UseUpstreamTls(upstream);
        handler.ConnectCallback = null;
        using var client = new HttpClient(handler);
        await using var bad = new TlsTestServer(TestPki.Expired);
        Assert.Equal(UpstreamTlsReason.Expired, (await Calls.RefusedAsync(client, bad.Url)).Reason);
        Assert.Equal(0, bad.ApplicationBytes);
        await using var good = new TlsTestServer(TestPki.Leaf);
        Assert.Equal("hello", await client.GetStringAsync(good.Url));
    }

    [Fact]
    public async Task TheNet_KnowsTheAnchorsOfToday()
    {
        using var folder = new TemporaryFolder();
        using var upstream = UpstreamTls.Create(new() { ServerName = TestPki.ServerName, TrustedCertificateFile = folder.Write("ca.pem", TestPki.StrangerRoot.Pem) });
        using var handler = new SocketsHttpHandler().UseUpstreamTls(upstream);
        handler.ConnectCallback = null;
        folder.Write("ca.pem", TestPki.Root.Pem);
        upstream.State.Reload();
        using var client = new HttpClient(handler);
        await using var good = new TlsTestServer(TestPki.Leaf);
        Assert.Equal("hello", await client.GetStringAsync(good.Url));
        await using var stranger = new TlsTestServer(TestPki.OfStranger);
        await Calls.RefusedAsync(client, stranger.Url);
        Assert.Equal(0, stranger.ApplicationBytes);
    }

    public static TheoryData<string, Action<SocketsHttpHandler>> Conflicts() => new()
    {
        { "ConnectCallback", h => h.ConnectCallback = (_, _) => throw new NotSupportedException() },
        { "Proxy", h => h.Proxy = new WebProxy("http://127.0.0.1:1") },
        { "RemoteCertificateValidationCallback", h => h.SslOptions.RemoteCertificateValidationCallback = (_, _, _, errors) => errors == 0 },
    };

    [Theory]
    [MemberData(nameof(Conflicts))]
    public void OwnSettings_AreRefusedByName(string name, Action<SocketsHttpHandler> configure)
    {
        using var upstream = UpstreamTls.Create(Calls.Trusting());
        using var handler = new SocketsHttpHandler();
        configure(handler);
        Assert.Contains(name, Assert.Throws<InvalidOperationException>(() => handler.UseUpstreamTls(upstream)).Message);
    }
}
