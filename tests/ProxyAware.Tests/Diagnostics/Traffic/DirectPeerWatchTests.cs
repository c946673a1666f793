using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using ProxyAware.Diagnostics.Findings;
using ProxyAware.Tests.Support;

namespace ProxyAware.Tests.Diagnostics;

/// <summary>With a hop count: a direct peer beside the proxy is warned of, once.</summary>
public class DirectPeerWatchTests
{
    private const string Code = "PA2101";

    private static readonly string[] Forwarded = ["X-Forwarded-For: 203.0.113.7"];

    private static readonly string[] Browser = ["Sec-Fetch-Site: none"];

    [Theory]
    [InlineData("203.0.113.9", "", 1)] // outside HopPeers
    [InlineData("203.0.113.9", "Sec-Fetch-Site: none", 1)]
    [InlineData("10.0.0.9", "Sec-Fetch-Site: cross-site", 1)] // inside, and a browser
    [InlineData("10.0.0.1", "sec-fetch-site: none", 1)] // the proxy's own machine
    [InlineData("10.0.0.9", "", 0)] // inside, and nothing of a browser: a probe
    [InlineData("10.0.0.9", "User-Agent: kube-probe/1.31", 0)]
    [InlineData("203.0.113.9", "X-Forwarded-For: 6.6.6.6", 0)] // forwarded, whoever did it
    [InlineData("203.0.113.9", "Forwarded: for=6.6.6.6", 0)]
    [InlineData("203.0.113.9", "Via: 1.1 somebody", 0)]
    [InlineData("127.0.0.1", "Sec-Fetch-Site: none", 0)] // an administrator on this machine
    [InlineData("::1", "Sec-Fetch-Site: none", 0)]
    [InlineData(null, "Sec-Fetch-Site: none", 0)]
    public async Task Warning_OfADirectRequest_DependsOnItsPeer(string? peer, string header, int warnings)
    {
        await using var app = await StartAsync(["TrustProxy=1"]);
        await app.SeeAsync("10.0.0.1", Forwarded);
        await app.SeeAsync(peer, header.Length == 0 ? [] : [header]);
        Assert.Equal(warnings, app.Logs.Count(LogLevel.Warning, Code));
    }

    [Fact]
    public async Task Warning_Repeated_IsGivenOnceAndProposesThePrivateProxy()
    {
        await using var app = await StartAsync(["TrustProxy=1"]);
        await app.SeeAsync("10.0.0.1", Forwarded);
        for (var i = 0; i < 5; i++)
        {
            await app.SeeAsync($"203.0.113.{i}");
            await app.SeeAsync("10.0.0.9", Browser);
        }

        var warning = app.Logs.Single(LogLevel.Warning, Code);
        Assert.Contains("203.0.113.0 reached", warning, StringComparison.Ordinal);
        Assert.Contains("\"TrustProxy\": \"10.0.0.1\"", warning, StringComparison.Ordinal);
        Assert.Equal(10, Assert.Single(app.App.Services.GetRequiredService<FindingsReport>().Current(), f => f.Code == Code).Count);
    }

    [Theory]
    [InlineData("127.0.0.1", "\"loopback\"")]
    [InlineData("198.51.100.1", "\"<addresses of the proxies>\"")] // a public address is never proposed
    public async Task Warning_ByTheProxysAddress_ProposesWhatToWrite(string proxy, string proposal)
    {
        await using var app = await StartAsync(["TrustProxy=1", "HopPeers=loopback, 198.51.100.1"]);
        await app.SeeAsync(proxy, Forwarded);
        await app.SeeAsync("203.0.113.9");
        Assert.Contains(proposal, app.Logs.Single(LogLevel.Warning, Code), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Warning_WithoutAProxy_IsNotGiven()
    {
        await using var app = await StartAsync(["TrustProxy=1"]);
        await app.SeeAsync("203.0.113.8", Forwarded); // not trusted
        await app.SeeAsync("10.0.0.1"); // says nothing
        await app.SeeAsync("203.0.113.9", Browser);
        Assert.Equal(0, app.Logs.Count(LogLevel.Warning, Code));
    }

    [Theory]
    [InlineData("TrustProxy=10.0.0.0/8")]
    [InlineData("TrustProxy=any")]
    [InlineData("TrustProxy=false")]
    public async Task Warning_WithoutAHopCount_IsNotGiven(string setting)
    {
        await using var app = await StartAsync([setting]);
        await app.SeeAsync("10.0.0.1", Forwarded);
        await app.SeeAsync("203.0.113.9", Browser);
        Assert.Equal(0, app.Logs.Count(LogLevel.Warning, Code));
    }

    [Theory]
    [InlineData("http://127.0.0.1:5000", 0)]
    [InlineData("http://[::1]:5000", 0)]
    [InlineData("http://localhost:5000", 0)]
    [InlineData("http://unix:/run/app.sock", 0)]
    [InlineData("http://[::]:5000", 1)]
    [InlineData("http://10.0.0.5:5000", 1)]
    public async Task Warning_ByListener_NeedsAnOpenOne(string address, int warnings)
    {
        await using var app = await StartAsync(["TrustProxy=1"], address);
        await app.SeeAsync("10.0.0.1", Forwarded);
        await app.SeeAsync("203.0.113.9");
        Assert.Equal(warnings, app.Logs.Count(LogLevel.Warning, Code));
    }

    [Fact]
    public async Task Warning_AfterAReload_MayBeGivenAgain()
    {
        var configuration = new ChangingConfiguration("TrustProxy=1");
        await using var app = await StartAsync([], configuration: configuration);
        for (var i = 0; i < 2; i++)
        {
            await app.SeeAsync("10.0.0.1", Forwarded);
            await app.SeeAsync("203.0.113.9");
            configuration.Change("TrustProxy=2");
        }

        Assert.Equal(2, app.Logs.Count(LogLevel.Warning, Code));
    }

    private static async Task<TestApp> StartAsync(string[] settings, string address = "http://0.0.0.0:5000", ChangingConfiguration? configuration = null)
    {
        var app = TestApp.Create(settings, b =>
        {
            if (configuration is not null)
            {
                ((IConfigurationBuilder)b.Configuration).Add(configuration);
            }
        });
        var addresses = new ServerAddressesFeature();
        addresses.Addresses.Add(address);
        app.Server.Features.Set<IServerAddressesFeature>(addresses);
        await app.App.StartAsync();
        return app;
    }
}
