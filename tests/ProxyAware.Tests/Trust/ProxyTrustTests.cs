using System.Net;

namespace ProxyAware.Tests.Trust;

public class ProxyTrustTests
{
    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("  ")]
    [InlineData(", ,")]
    [InlineData("false")]
    [InlineData("False")]
    [InlineData(" NO ")]
    [InlineData("off")]
    [InlineData("0")]
    public void Parse_NobodyWords_TrustNobody(string? text)
    {
        var trust = ProxyTrust.Parse(text);
        Assert.Equal(ProxyTrustKind.Nobody, trust.Kind);
        Assert.False(trust.IsTrusted(ProxyPeer.FromAddress(IPAddress.Loopback)));
        Assert.False(trust.IsTrusted(ProxyPeer.UnixSocket));
    }

    [Theory]
    [InlineData("1", 1)]
    [InlineData(" 2 ", 2)]
    [InlineData("32", 32)]
    public void Parse_WholeNumber_CountsHops(string text, int hops)
    {
        var trust = ProxyTrust.Parse(text);
        Assert.Equal(ProxyTrustKind.HopCount, trust.Kind);
        Assert.Equal(hops, trust.HopCount);
        Assert.True(trust.IsTrusted(IPAddress.Parse("203.0.113.1"), hops - 1) == hops > 1);
        Assert.False(trust.IsTrusted(IPAddress.Parse("203.0.113.1"), hops));
    }

    [Theory]
    [InlineData("true", "'any'")]
    [InlineData("TRUE", "'any'")]
    [InlineData("yes", "'any'")]
    [InlineData("on", "'any'")]
    [InlineData("all", "'any'")]
    [InlineData("*", "'any'")]
    [InlineData("-1", "whole number")]
    [InlineData("+1", "whole number")]
    [InlineData("1.5", "whole number")]
    [InlineData("1.0", "whole number")]
    [InlineData("33", "from 1 to 32")]
    [InlineData("99999999999999999999", "from 1 to 32")]
    [InlineData("01", "leading zeros")]
    [InlineData("00", "leading zeros")]
    [InlineData("localhost", "'loopback'")]
    [InlineData("10/8", "four decimal numbers")]
    [InlineData("010.0.0.1", "leading zeros")]
    [InlineData("0.0.0.0/0", "'any'")]
    [InlineData("0.0.0.0", "nobody's")]
    [InlineData("1,2", "bare number")]
    [InlineData("10.0.0.1 2", "bare number")]
    [InlineData("loopback,false", "stands alone")]
    [InlineData("any, 10.0.0.1", "stands alone")]
    [InlineData("loopbak", "did you mean 'loopback'")]
    [InlineData("10.0.0.0/8;10.1.0.0/16", "prefix length")]
    [InlineData("file:", "no file name")]
    [InlineData("file:does-not-exist.txt", "cannot be read")]
    [InlineData("0.0.0.0/1, 128.0.0.0/1", "every address")]
    public void Parse_Nonsense_SaysWhatToWrite(string text, string hint)
    {
        Assert.False(ProxyTrust.TryParse(text, out _, out var error));
        Assert.Contains(hint, error, StringComparison.Ordinal);
        Assert.Throws<FormatException>(() => ProxyTrust.Parse(text));
    }

    [Theory]
    [InlineData("loopback", "127.8.9.10", true)]
    [InlineData("LoopBack", "::1", true)]
    [InlineData("loopback", "::ffff:127.0.0.1", true)]
    [InlineData("loopback", "10.0.0.1", false)]
    [InlineData("linklocal", "169.254.1.1", true)]
    [InlineData("linklocal", "fe80::1%5", true)]
    [InlineData("uniquelocal", "172.16.0.1", true)]
    [InlineData("uniquelocal", "172.32.0.1", false)]
    [InlineData("uniquelocal", "192.168.255.255", true)]
    [InlineData("uniquelocal", "fd00::1", true)]
    [InlineData("uniquelocal", "127.0.0.1", false)]
    [InlineData("private", "127.0.0.1", true)]
    [InlineData("private", "169.254.1.1", true)]
    [InlineData("private", "10.9.8.7", true)]
    [InlineData("private", "203.0.113.1", false)]
    [InlineData("unix", "127.0.0.1", false)]
    [InlineData("any", "203.0.113.1", true)]
    [InlineData("10.42.0.0/24, loopback", "10.42.0.200", true)]
    [InlineData("10.42.0.0/24\tloopback\n192.0.2.1", "192.0.2.1", true)]
    [InlineData("1", "10.0.0.1", true)]
    [InlineData("1", "203.0.113.1", false)] // the peer of a hop count must be local to the network
    public void IsTrusted_PeerWithAddress_IsDecidedByTheSet(string text, string peer, bool expected) =>
        Assert.Equal(expected, ProxyTrust.Parse(text).IsTrusted(ProxyPeer.FromAddress(IPAddress.Parse(peer))));

    [Theory]
    [InlineData("loopback", true, true)]
    [InlineData("private", true, true)]
    [InlineData("unix", true, false)]
    [InlineData("any", true, true)]
    [InlineData("1", true, true)]
    [InlineData("127.0.0.0/8, ::1", false, false)]
    [InlineData("uniquelocal", false, false)]
    [InlineData("false", false, false)]
    public void IsTrusted_PeerWithoutAddress_NeedsAName(string text, bool unixSocket, bool inMemory)
    {
        var trust = ProxyTrust.Parse(text);
        Assert.Equal(unixSocket, trust.IsTrusted(ProxyPeer.UnixSocket));
        Assert.Equal(inMemory, trust.IsTrusted(ProxyPeer.InMemory));
    }

    [Theory]
    [InlineData("private")]
    [InlineData("1")]
    [InlineData("loopback, unix")]
    public void IsTrusted_UnknownPeer_IsNot(string text) => Assert.False(ProxyTrust.Parse(text).IsTrusted(ProxyPeer.Unknown));

    [Theory]
    [InlineData("any", "203.0.113.1", true)]
    [InlineData("203.0.113.0/24", "203.0.113.1", true)]
    [InlineData("203.0.113.0/24", "127.0.0.1", false)]
    public void IsTrusted_HopCountWithHopPeers_AsksThem(string hopPeers, string peer, bool expected) =>
        Assert.Equal(expected, ProxyTrust.Parse("1", hopPeers).IsTrusted(ProxyPeer.FromAddress(IPAddress.Parse(peer))));

    [Fact]
    public void Parse_File_IsReadWithCommentsAndNames()
    {
        using var folder = new Support.TemporaryFolder();
        folder.Write("cdn.txt", "\uFEFF# ranges\r\n203.0.113.0/24   # the edge\r\n\r\n2001:db8::/32\nloopback\n");
        var trust = ProxyTrust.Parse("file:cdn.txt, 10.0.0.1", contentRoot: folder.Path);
        Assert.All(["203.0.113.9", "2001:db8::9", "127.0.0.1", "10.0.0.1"], a => Assert.True(trust.IsTrusted(ProxyPeer.FromAddress(IPAddress.Parse(a)))));
        Assert.False(trust.IsTrusted(ProxyPeer.FromAddress(IPAddress.Parse("203.0.114.1"))));
    }

    [Theory]
    [InlineData("", "holds no address")]
    [InlineData("# only a comment\n\n", "holds no address")]
    [InlineData("10.0.0.1\n10.0.0.2 10.0.0.3\n", "line 2")]
    [InlineData("10.0.0.1\n\nfile:other.txt\n", "cannot name another file")]
    [InlineData("10.0.0.1\n2\n", "line 2")]
    [InlineData("any\n", "stands alone")]
    [InlineData("nonsense\n", "line 1")]
    public void Parse_BadFile_NamesTheLine(string content, string hint)
    {
        using var folder = new Support.TemporaryFolder();
        folder.Write("cdn.txt", content);
        var exception = Assert.Throws<FormatException>(() => ProxyTrust.Parse("file:cdn.txt", contentRoot: folder.Path));
        Assert.Contains(hint, exception.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Parse_FileOverOneMebibyte_IsRefused()
    {
        using var folder = new Support.TemporaryFolder();
        folder.Write("cdn.txt", "10.0.0.1\n" + new string('#', 1024 * 1024));
        Assert.Contains("larger than 1 MiB", Assert.Throws<FormatException>(() => ProxyTrust.Parse("file:cdn.txt", contentRoot: folder.Path)).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void IsTrusted_NegativeDistance_IsRefused() =>
        Assert.Throws<ArgumentOutOfRangeException>(() => ProxyTrust.Parse("1").IsTrusted(IPAddress.Parse("203.0.113.1"), -1));

    [Fact]
    public void TryParse_WithHopPeersAndFolder_IsAsParse()
    {
        using var folder = new Support.TemporaryFolder();
        folder.Write("cdn.txt", "203.0.113.0/24");
        Assert.True(ProxyTrust.TryParse("file:cdn.txt", hopPeers: null, folder.Path, out var trust, out _));
        Assert.True(trust.IsTrusted(ProxyPeer.FromAddress(IPAddress.Parse("203.0.113.1"))));
        Assert.False(ProxyTrust.TryParse("1", "nonsense", contentRoot: null, out _, out var error));
        Assert.Contains("nonsense", error, StringComparison.Ordinal);
    }

    [Fact]
    public void Parse_FileFullOfNonsense_IsReportedBriefly()
    {
        using var folder = new Support.TemporaryFolder();
        folder.Write("cdn.txt", string.Join('\n', Enumerable.Range(0, 10_000).Select(i => $"bad{i}")));
        var message = Assert.Throws<FormatException>(() => ProxyTrust.Parse("file:cdn.txt", contentRoot: folder.Path)).Message;
        Assert.InRange(message.Length, 100, 3000);
        Assert.Contains("9995 more lines", message, StringComparison.Ordinal);
    }

    [Fact]
    public void Parse_RelativeFolder_IsBelowTheCurrentDirectory()
    {
        using var folder = new Support.TemporaryFolder();
        folder.Write("cdn.txt", "203.0.113.0/24");
        var relative = Path.GetRelativePath(Directory.GetCurrentDirectory(), folder.Path);
        Assert.True(ProxyTrust.Parse("file:cdn.txt", contentRoot: relative).IsTrusted(IPAddress.Parse("203.0.113.7"), 0));
        Assert.Contains("no-such.txt", Assert.Throws<FormatException>(() => ProxyTrust.Parse("file:no-such.txt", contentRoot: "")).Message, StringComparison.Ordinal);
    }
}
