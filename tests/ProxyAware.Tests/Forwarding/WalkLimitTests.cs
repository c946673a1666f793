using System.Globalization;
using ProxyAware.Tests.Support;

namespace ProxyAware.Tests.Forwarding;

/// <summary>At most 32 elements and 8 KB are walked; what a walk does not need is not counted.</summary>
public class WalkLimitTests
{
    private const int EightKilobytes = 8192;

    [Theory]
    [InlineData(31, ProxyReason.AllTrusted)]
    [InlineData(32, ProxyReason.AllTrusted)]
    [InlineData(33, ProxyReason.TooLong)]
    [InlineData(2000, ProxyReason.TooLong)]
    public void Walk_TrustedElements_AreAtMost32(int count, ProxyReason reason)
    {
        var resolution = Requests.Resolve("10.0.0.0/8", "10.0.0.1", "X-Forwarded-For: " + Trusted(count));
        Assert.Equal(reason, resolution.Reason);
        Assert.Equal(reason == ProxyReason.TooLong, resolution.ClientAddress is null);
        Assert.Equal(reason == ProxyReason.TooLong ? "X-Forwarded-For" : null, resolution.MalformedHeader);
        if (reason == ProxyReason.TooLong)
        {
            Assert.Equal(new ProxyHop(33, null, ProxyHopVerdict.Malformed), resolution.Hops[^1]);
        }
    }

    [Theory]
    [InlineData(31, "203.0.113.7")]
    [InlineData(32, null)] // the 33rd element would be the client
    public void Walk_ClientBehindTrustedElements_CountsAsOne(int trusted, string? client)
    {
        var resolution = Requests.Resolve("10.0.0.0/8", "10.0.0.1", $"X-Forwarded-For: 6.6.6.6, 203.0.113.7, {Trusted(trusted)}");
        Assert.Equal(client, resolution.ClientAddress?.ToString());
    }

    [Fact]
    public void Walk_32Hops_EndsAtThe32ndElement()
    {
        var resolution = Requests.Resolve("32", "10.0.0.1", $"X-Forwarded-For: 6.6.6.6, 203.0.113.7, {Trusted(31)}");
        Assert.Equal("203.0.113.7", resolution.ClientAddress?.ToString());
        Assert.Equal(32, resolution.AcceptedHop);
    }

    [Theory]
    [InlineData(EightKilobytes, "203.0.113.7")]
    [InlineData(EightKilobytes + 1, null)]
    public void Walk_EmptyElements_CountTowardsTheLength(int length, string? client)
    {
        // The client's element and the commas of which nothing is left out of the walk.
        var header = "203.0.113.7" + new string(',', length - 11 - 8) + "10.0.0.2";
        Assert.Equal(length, header.Length);
        var resolution = Requests.Resolve("10.0.0.0/8", "10.0.0.1", "X-Forwarded-For: " + header);
        Assert.Equal(client, resolution.ClientAddress?.ToString());
        Assert.Equal(client is null ? ProxyReason.TooLong : ProxyReason.Resolved, resolution.Reason);
        Assert.Equal(client is null ? "0 10.0.0.1 Trusted, 1 10.0.0.2 Trusted, 2 - Malformed" : "0 10.0.0.1 Trusted, 1 10.0.0.2 Trusted, 2 203.0.113.7 Untrusted", Requests.Describe(resolution.Hops));
    }

    [Theory]
    [InlineData(8000, ProxyReason.HeaderMissing)]
    [InlineData(EightKilobytes, ProxyReason.HeaderMissing)]
    [InlineData(EightKilobytes + 1, ProxyReason.TooLong)]
    [InlineData(10_000, ProxyReason.TooLong)]
    public void Walk_NothingButCommas_IsMissingOrTooLong(int count, ProxyReason reason)
    {
        var resolution = Requests.Resolve("10.0.0.0/8", "10.0.0.1", "X-Forwarded-For: " + new string(',', count));
        Assert.Equal(reason, resolution.Reason);
        Assert.Equal(reason == ProxyReason.TooLong ? ClientQuality.Hidden : ClientQuality.Unnamed, resolution.ClientQuality);
        Assert.Equal(reason == ProxyReason.TooLong ? "0 10.0.0.1 Trusted, 1 - Malformed" : "0 10.0.0.1 Last", Requests.Describe(resolution.Hops));
    }

    [Theory]
    [InlineData(8000)]
    [InlineData(30_000)]
    public void Walk_OneLongElement_IsMalformed(int length) =>
        Assert.Null(Requests.Resolve("1", "10.0.0.1", "X-Forwarded-For: " + new string('1', length)).ClientAddress);

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void Walk_2000Lines_AreReadFromTheLast(bool emptyLines)
    {
        var lines = Enumerable.Repeat($"X-Forwarded-For: {(emptyLines ? "" : "10.0.0.9")}", 2000).Append("X-Forwarded-For: 203.0.113.7");
        Assert.Equal("203.0.113.7", Requests.Resolve("10.0.0.0/8", "10.0.0.1", lines).ClientAddress?.ToString());
    }

    [Theory]
    [InlineData(2000, ProxyReason.Resolved)]
    [InlineData(9000, ProxyReason.TooLong)]
    public void Walk_EmptyLines_AreNotFree(int count, ProxyReason reason)
    {
        var lines = Enumerable.Repeat("X-Forwarded-For: ", count).Prepend("X-Forwarded-For: 203.0.113.7");
        Assert.Equal(reason, Requests.Resolve("10.0.0.0/8", "10.0.0.1", lines).Reason);
    }

    [Theory]
    [InlineData(",")]
    [InlineData("x")]
    [InlineData("6.6.6.6, ")]
    [InlineData("\"")]
    [InlineData(" ")]
    [InlineData("ü")]
    public void Walk_LongHostilePrefix_IsNotCounted(string unit)
    {
        var prefix = string.Concat(Enumerable.Repeat(unit, 30_000 / unit.Length));
        Assert.Equal("203.0.113.7", Requests.Resolve("1", "10.0.0.1", $"X-Forwarded-For: {prefix}, 203.0.113.7").ClientAddress?.ToString());
        Assert.Equal("203.0.113.7", Requests.Resolve("1", "10.0.0.1", o => o.ProxyHeaders = ProxyHeaderFamily.Forwarded, $"Forwarded: {prefix}, for=203.0.113.7").ClientAddress?.ToString());
    }

    [Fact]
    public void Scheme_LongHostilePrefix_IsNotCounted() =>
        Assert.Equal("https", Requests.Resolve("1", "10.0.0.1", $"X-Forwarded-Proto: {new string(',', 30_000)}http, https").Scheme);

    [Fact]
    public void Scheme_NothingButCommas_IsMalformed() =>
        Assert.Equal(ForwardedValueStatus.Malformed, Requests.Resolve("1", "10.0.0.1", $"X-Forwarded-Proto: {new string(',', 10_000)}").SchemeStatus);

    [Fact]
    public void Forwarded_33TrustedElements_AreTooLong()
    {
        var header = string.Join(',', Enumerable.Range(1, 33).Select(i => string.Create(CultureInfo.InvariantCulture, $"for=10.0.1.{i}")));
        Assert.Equal(ProxyReason.TooLong, Requests.Resolve("10.0.0.0/8", "10.0.0.1", o => o.ProxyHeaders = ProxyHeaderFamily.Forwarded, "Forwarded: " + header).Reason);
    }

    private static string Trusted(int count) =>
        string.Join(", ", Enumerable.Range(0, count).Select(i => string.Create(CultureInfo.InvariantCulture, $"10.1.{i / 250}.{(i % 250) + 1}")));

    /// <summary>However many headers a request has, and however many the one before had.</summary>
    [Fact]
    public void Headers_OfAnyNumber_AreAllSeen()
    {
        foreach (var count in new[] { 0, 63, 64, 65, 3, 500, 1 })
        {
            var resolution = Requests.Resolve("10.0.0.1", "10.0.0.1", [.. Enumerable.Range(0, count).Select(i => $"X-Other-{i}: x"), "X-Forwarded-For: 203.0.113.7"]);
            Assert.Equal("203.0.113.7", $"{resolution.ClientAddress}");
        }
    }
}
