using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.TestHost;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using ProxyAware.Tests.Support;

namespace ProxyAware.Tests.Configuration;

/// <summary>Bad configuration never starts, and says everything that is wrong with it.</summary>
public class StartTests
{
    [Fact]
    public async Task Start_SeveralProblems_AreShownTogether()
    {
        var exception = await Assert.ThrowsAsync<ProxyAwareConfigurationException>(() => TestApp.StartAsync(
            ["TrustProxy=10/8, localhost", "HopPeers=010.0.0.1", "ForwardedForHeader=X Forwarded", "MalformedHeaders=Perhaps", "ForTlsProxy=maybe", "TrustPoxy=1"]));
        Assert.Equal(
            ["PA1001", "PA1003", "PA1004", "PA1010", "PA1010", "PA1011", "PA1012"],
            exception.Problems.Select(p => p.Code).Order(StringComparer.Ordinal));
        Assert.All(exception.Problems, p =>
        {
            Assert.StartsWith("ProxyAware:", p.Key, StringComparison.Ordinal);
            Assert.NotEmpty(p.Reason);
            Assert.NotEmpty(p.Fix);
            Assert.Contains(p.ToString(), exception.Message, StringComparison.Ordinal);
        });
        Assert.Contains("'TrustProxy'", exception.Message, StringComparison.Ordinal); // the nearest known key
    }

    [Theory]
    [InlineData("PA1010", "TrustProxy=true")]
    [InlineData("PA1010", "TrustProxy=10/8")]
    [InlineData("PA1010", "TrustProxy=010.0.0.1")]
    [InlineData("PA1010", "TrustProxy=1,2")]
    [InlineData("PA1010", "TrustProxy=-1")]
    [InlineData("PA1010", "TrustProxy=localhost")]
    [InlineData("PA1010", "TrustProxy=0.0.0.0/0")]
    [InlineData("PA1010", "TrustProxy=10.0.0.1, 2")]
    [InlineData("PA1010", "TrustProxy:0=1")] // a number in a list
    [InlineData("PA1010", "TrustProxy:0=false")]
    [InlineData("PA1010", "TrustProxy=file:missing.txt")]
    [InlineData("PA1011", "TrustProxy=1", "HopPeers=nonsense")]
    [InlineData("PA1015", "TrustProxy=10.0.0.0/8", "HopPeers=loopback")] // a list names its peers itself
    [InlineData("PA1015", "TrustProxy=any", "HopPeers=loopback")]
    [InlineData("PA1015", "TrustProxy=false", "ForTlsProxy=true")]
    [InlineData("PA1015", "TrustProxy=", "ForTlsProxy=true")]
    [InlineData("PA1012", "ForwardedForHeader=X Forwarded For")]
    [InlineData("PA1012", "ForwardedForHeader=X-Forwarded-For:")]
    [InlineData("PA1012", "ProtocolHeader=X-Proto=")]
    [InlineData("PA1012", "ProtocolHeader==https")]
    [InlineData("PA1012", "ProtocolHeader=Forwarded=https")]
    [InlineData("PA1012", "ProtocolHeader=Host")]
    [InlineData("PA1012", "ForwardedForHeader=Cookie")]
    [InlineData("PA1012", "ForwardedPortHeader=Pört")]
    [InlineData("PA1013", "ForwardedForHeader=Forwarded", "ProtocolHeader=X-Forwarded-Proto")]
    [InlineData("PA1013", "ProxyHeaders=Forwarded", "ForwardedForHeader=X-Forwarded-For")]
    [InlineData("PA1013", "ProxyHeaders=Forwarded", "ForwardedForHeader=X-Real-IP")]
    [InlineData("PA1013", "ProxyHeaders=XForwarded", "ForwardedForHeader=Forwarded")]
    [InlineData("PA1013", "ProxyHeaders=Forwarded", "ForwardedHostHeader=X-Forwarded-Host", "AllowedHosts=example.com")]
    [InlineData("PA1013", "ProxyHeaders=Forwarded", "ForwardedPrefixHeader=X-Forwarded-Prefix")]
    [InlineData("PA1013", "ForwardedPortHeader=Forwarded")]
    [InlineData("PA1014", "ForwardedHostHeader=X-Forwarded-Host")]
    [InlineData("PA1015", "ForwardedForHeader=X-Same", "ProtocolHeader=x-same")]
    [InlineData("PA1004", "ProxyHeaders=1")]
    [InlineData("PA1001", "TrustedProxy=1")]
    [InlineData("PA1003", "StripUntrustedHeaders=on")]
    public async Task Start_Nonsense_HasItsProblem(string code, params string[] settings)
    {
        var exception = await Assert.ThrowsAsync<ProxyAwareConfigurationException>(() => TestApp.StartAsync(settings));
        Assert.Equal(code, exception.Problems.Select(p => p.Code).Distinct().Single());
    }

    [Fact]
    public void Options_BadHopPeersInAnArray_AreReportedOnceAndLeftAlone()
    {
        string[] peers = ["nonsense"];
        var exception = Assert.Throws<ProxyAwareConfigurationException>(() => new ProxyResolver(new() { TrustProxy = "1", HopPeers = peers }));
        Assert.Equal("PA1011", Assert.Single(exception.Problems).Code);
        Assert.Equal("nonsense", peers[0]);
    }

    [Fact]
    public void Options_BadHopPeers_AreNotTakenFromTheCaller()
    {
        var options = new ProxyAwareOptions { TrustProxy = "1", HopPeers = ["nonsense"] };
        Assert.Throws<ProxyAwareConfigurationException>(() => new ProxyResolver(options));
        Assert.Equal("nonsense", Assert.Single(options.HopPeers));
    }

    [Theory]
    [InlineData("PA1106", LogLevel.Information, "TrustProxy=1", "ForwardedForHeader=X-Real-IP")]
    [InlineData("PA1103", LogLevel.Information, "TrustProxy=1", "ProtocolHeader=X-Forwarded-Proto")] // Cockpit's file
    [InlineData("PA1103", LogLevel.Information, "TrustProxy=1", "ForwardedForHeader=X-Forwarded-For")]
    [InlineData("PA1104", LogLevel.Warning, "TrustProxy=10.0.0.1/8")]
    [InlineData("PA1105", LogLevel.Warning, "TrustProxy=any")]
    [InlineData("PA1113", LogLevel.Warning, "AllowUnencrypted=", "TrustProxy=1", "PublicUrl=http://intranet.lan:8080")]
    [InlineData("PA1113", LogLevel.Warning, "AllowUnencrypted=", "HttpsPort=8443", "PublicUrl=http://intranet.lan")]
    public async Task Start_FactsWorthKnowing_AreSaidOnce(string code, LogLevel level, params string[] settings)
    {
        await using var app = await TestApp.StartAsync(settings);
        app.Logs.Single(level, code);
    }

    [Theory]
    [InlineData("TrustProxy=1")]
    [InlineData("TrustProxy=1", "ForwardedForHeader=X-Forwarded-For", "ProtocolHeader=none")]
    [InlineData("TrustProxy=1", "ForwardedForHeader=none", "ProtocolHeader=X-Forwarded-Proto")]
    [InlineData("TrustProxy=1", "ProxyHeaders=Forwarded")]
    [InlineData("TrustProxy=1", "PublicUrl=http://intranet.lan")]
    public async Task Start_NothingToSay_IsQuiet(params string[] settings)
    {
        await using var app = await TestApp.StartAsync(settings);
        Assert.DoesNotContain(app.Logs.Entries, e => e.Text.StartsWith("PA1103", StringComparison.Ordinal) || e.Level >= LogLevel.Warning);
    }

    [Fact]
    public async Task Binding_HappensWhenTheHostStarts()
    {
        // Set after AddProxyAware, and after the app was built.
        await using var app = TestApp.Create(["TrustProxy=nonsense"]);
        app.App.Configuration["ProxyAware:TrustProxy"] = "1";
        await app.App.StartAsync();
        Assert.StartsWith("203.0.113.7 ", await app.SeeAsync("10.0.0.1", "X-Forwarded-For: 203.0.113.7"), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("host", "203.0.113.7")]
    [InlineData("section", "203.0.113.7")]
    [InlineData("root", "203.0.113.7")]
    [InlineData("code", "203.0.113.7")]
    [InlineData("host+code", "203.0.113.7")]
    [InlineData("code+host", "203.0.113.7")] // a library adds its own, then the app adds the configuration
    [InlineData("section+host", "203.0.113.7")]
    [InlineData("host+host", "203.0.113.7")]
    [InlineData("code-only", "10.0.0.1")] // no section is read
    public async Task Services_Overloads_AreOneFunnel(string calls, string client)
    {
        var configuration = new ConfigurationBuilder().AddInMemoryCollection(
        [
            KeyValuePair.Create<string, string?>("ProxyAware:TrustProxy", "1"), KeyValuePair.Create<string, string?>("ProxyAware:AllowUnencrypted", "true"),
        ]).Build();
        var logs = new LogCollector();
        var builder = new HostBuilder().ConfigureHostConfiguration(c => c.AddConfiguration(configuration)).ConfigureLogging(l => l.AddProvider(logs))
            .ConfigureWebHost(web => web.UseTestServer().Configure(a => a.Run(TestApp.Answer)));
        foreach (var call in calls.Split('+'))
        {
            builder.ConfigureServices(services => _ = call switch
            {
                "host" => services.AddProxyAware(),
                "section" => services.AddProxyAware(configuration.GetSection("ProxyAware")),
                "root" => services.AddProxyAware(configuration),
                "code" when calls == "code" => services.AddProxyAware(o => (o.TrustProxy, o.AllowUnencrypted) = ("1", true)),
                _ => services.AddProxyAware(o => o.AllowUnencrypted = true),
            });
        }

        using var host = await builder.StartAsync();
        var context = await host.GetTestServer().SendAsync(c =>
            (c.Connection.RemoteIpAddress, c.Request.Headers["X-Forwarded-For"]) = (System.Net.IPAddress.Parse("10.0.0.1"), "6.6.6.6, 203.0.113.7"));
        using var reader = new StreamReader(context.Response.Body);
        Assert.StartsWith(client + " ", await reader.ReadToEndAsync(), StringComparison.Ordinal);
        Assert.Single(logs.Entries, e => e.Text.StartsWith("ProxyAware is in force", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("ProxyAware:TrustProxy", true)]
    [InlineData("ProxyAware:TrustProxi", true)]
    [InlineData("ProxyAware:Upstreams:host:Verification", false)] // those are read all the same
    [InlineData("Other", false)]
    public async Task Services_CodeAlone_SaysThatTheSectionIsNotRead(string key, bool says)
    {
        var logs = new LogCollector();
        var builder = WebApplication.CreateEmptyBuilder(new());
        builder.WebHost.UseTestServer();
        builder.Logging.AddProvider(logs);
        builder.Configuration.AddInMemoryCollection([KeyValuePair.Create(key, (string?)"System")]);
        builder.Services.AddProxyAware(options => options.AllowUnencrypted = true);
        await using var app = builder.Build();
        await app.StartAsync();
        Assert.Equal(says ? 1 : 0, logs.Count(LogLevel.Information, "PA1114"));
    }

    [Theory]
    [InlineData("1", "203.0.113.7")] // alone it is a hop count, whatever the file had
    [InlineData("false", "10.0.0.1")]
    [InlineData("any", "6.6.6.6")]
    public async Task Builder_WithCode_WinsOverAnArray(string trust, string client)
    {
        await using var app = await TestApp.StartAsync(["TrustProxy:0=10.0.0.0/24", "TrustProxy:1=192.0.2.1"], b => b.AddProxyAware(o => o.TrustProxy = trust));
        Assert.StartsWith(client + " ", await app.SeeAsync("10.0.0.1", "X-Forwarded-For: 6.6.6.6, 203.0.113.7"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Builder_WithCode_WinsOverConfiguration()
    {
        await using var app = await TestApp.StartAsync(["TrustProxy=false"], b => b.AddProxyAware(o => o.TrustProxy = "1"));
        Assert.StartsWith("203.0.113.7 ", await app.SeeAsync("10.0.0.1", "X-Forwarded-For: 203.0.113.7"), StringComparison.Ordinal);
    }
}
