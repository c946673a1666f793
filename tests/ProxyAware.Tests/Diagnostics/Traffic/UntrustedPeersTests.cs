using Microsoft.Extensions.Logging;
using ProxyAware.Tests.Support;

namespace ProxyAware.Tests.Diagnostics.Traffic;

/// <summary>The warning of a peer whose headers are not believed: once for each, with a fixed number of them.</summary>
public class UntrustedPeersTests
{
    private const string Code = "PA2102";

    [Theory]
    [InlineData("", "10.42.3.17", "X-Forwarded-For: 203.0.113.9|X-Forwarded-Proto: https", "client 203.0.113.9 over https instead of 10.42.3.17 over http", "\"TrustProxy\": \"10.42.3.17\"")]
    [InlineData("TrustProxy=10.0.0.0/24", "10.42.3.17", "X-Forwarded-For: 203.0.113.9, 10.0.0.7", "client 203.0.113.9 over http", "\"TrustProxy\": \"10.0.0.0/24, 10.42.3.17\"")]
    [InlineData("TrustProxy=2", "203.0.113.1", "X-Forwarded-For: 203.0.113.9, 10.0.0.7", "client 203.0.113.9 over http", "add its address")]
    [InlineData("ProxyHeaders=Forwarded", "10.42.3.17", "Forwarded: for=\"[2001:db8::9]\";proto=https", "client 2001:db8::9 over https", "10.42.3.17\"")]
    [InlineData("", "10.42.3.17", "X-Forwarded-For: <script>\u202e", "client unknown over http", "10.42.3.17\"")] // nothing of the text is repeated
    [InlineData("", "10.42.3.17", "X-Real-IP: 6.6.6.6", "client 10.42.3.17 over http", "10.42.3.17\"")]
    public async Task Warning_SaysWhatWouldHaveChangedAndWhatToPaste(string setting, string peer, string headers, string change, string paste)
    {
        await using var app = await TestApp.StartAsync(setting.Length == 0 ? [] : [setting]);
        await app.SeeAsync(peer, headers.Split('|'));
        var warning = app.Logs.Single(LogLevel.Warning, Code);
        Assert.Contains(change, warning, StringComparison.Ordinal);
        Assert.Contains(paste, warning, StringComparison.Ordinal);
        Assert.DoesNotContain("script", warning, StringComparison.Ordinal);
        Assert.DoesNotContain("6.6.6.6", warning, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Warning_OfOnePeer_IsGivenOnce()
    {
        await using var app = await TestApp.StartAsync([]);
        for (var i = 0; i < 100; i++)
        {
            await app.SeeAsync("10.42.3.17", $"X-Forwarded-For: 203.0.113.{i}");
        }

        Assert.Equal(1, app.Logs.Count(LogLevel.Warning, Code));
    }

    [Fact]
    public async Task Warning_OfEverMorePeers_IsCappedAndPublicOnesDoNotCrowdOutThePrivateOne()
    {
        await using var app = await TestApp.StartAsync([]);
        for (var i = 0; i < 3_000; i++)
        {
            await app.SeeAsync($"198.51.{i / 250}.{(i % 250) + 1}", "X-Forwarded-For: 6.6.6.6");
        }

        Assert.Equal(8, app.Logs.Count(LogLevel.Warning, Code));
        for (var i = 0; i < 3_000; i++)
        {
            await app.SeeAsync($"10.42.{i / 250}.{(i % 250) + 1}", "X-Forwarded-For: 6.6.6.6");
        }

        Assert.Equal(8 + 32, app.Logs.Count(LogLevel.Warning, Code));
        Assert.Equal(2, app.Logs.Count(LogLevel.Information, Code)); // that no more will be said, once for each kind
    }

    [Fact]
    public async Task Warning_OfAPublicPeer_NeverProposesIt()
    {
        await using var app = await TestApp.StartAsync([]);
        await app.SeeAsync("203.0.113.9", "X-Forwarded-For: 6.6.6.6");
        Assert.DoesNotContain("\"TrustProxy\": \"", app.Logs.Single(LogLevel.Warning, Code), StringComparison.Ordinal);
    }
}
