using ProxyAware.Diagnostics.Traffic;

namespace ProxyAware.Tests.Diagnostics.Traffic;

/// <summary>How much must be seen, over how many connections, and for how long it counts.</summary>
public class EvidenceTests
{
    private static readonly DateTimeOffset Start = new(2026, 1, 1, 0, 0, 0, TimeSpan.Zero);

    [Theory]
    [InlineData("a", false)]
    [InlineData("a a a a a a", false)] // one connection, whoever holds it
    [InlineData("a b", false)]
    [InlineData("a b a", true)]
    [InlineData("- - -", true)] // a server that does not tell connections apart
    [InlineData("- -", false)]
    public void Evidence_OfRequestsOverConnections_IsEnoughOrNot(string connections, bool enough)
    {
        var evidence = new Evidence();
        var said = connections.Split(' ').Count(c => evidence.Add(c == "-" ? null : c, Sample(1), contested: false, Start));
        Assert.Equal(enough ? 1 : 0, said);
        Assert.Equal(enough, evidence.Read(contested: false, Start) is not null);
    }

    [Theory]
    [InlineData(19, 0, false)]
    [InlineData(20, 0, true)]
    [InlineData(20, 19, true)]
    [InlineData(20, 20, false)] // no majority
    [InlineData(40, 39, true)]
    public void Evidence_Contested_MustBeManyAndTheMost(int supporting, int opposing, bool enough)
    {
        var evidence = new Evidence();
        for (var i = 0; i < supporting; i++)
        {
            evidence.Add($"{i}", Sample(1), contested: true, Start);
        }

        for (var i = 0; i < opposing; i++)
        {
            evidence.AddOpposite();
        }

        Assert.Equal(enough, evidence.Read(contested: true, Start) is not null);
    }

    [Theory]
    [InlineData(1, 499, true)]
    [InlineData(1, 500, false)] // somebody's single try
    [InlineData(40, 1_000, true)]
    [InlineData(40, 1_001, false)]
    public void Evidence_OverwhelminglyContradicted_IsForgotten(int supporting, int opposing, bool kept)
    {
        var evidence = new Evidence();
        for (var i = 0; i < supporting; i++)
        {
            evidence.Add($"{i}", Sample(1), contested: true, Start);
        }

        var last = false;
        for (var i = 0; i < opposing; i++)
        {
            last = evidence.AddOpposite();
        }

        Assert.Equal(kept, last);
    }

    [Fact]
    public void Evidence_NothingMoreComes_Expires()
    {
        var evidence = new Evidence();
        Add(evidence, 3, Start);
        Assert.NotNull(evidence.Read(contested: false, Start + EvidenceThresholds.Expiry - TimeSpan.FromTicks(1)));
        Assert.Null(evidence.Read(contested: false, Start + EvidenceThresholds.Expiry));

        // It begins anew, and is not said a second time.
        var later = Start + (2 * EvidenceThresholds.Expiry);
        Assert.Equal(0, Add(evidence, 2, later));
        Assert.Null(evidence.Read(contested: false, later));
        Assert.Equal(0, Add(evidence, 1, later));
        Assert.Equal((3, later), evidence.Read(contested: false, later) is { } seen ? (seen.Count, seen.Since) : default);
    }

    [Fact]
    public void Evidence_OfAMillionPeers_KeepsAFew()
    {
        var evidence = new Evidence();
        for (var i = 0; i < 1_000_000; i++)
        {
            evidence.Add("a", Sample(i), contested: false, Start);
        }

        evidence.Add("b", Sample(0), contested: false, Start);
        var seen = evidence.Read(contested: false, Start)!;
        Assert.Equal(1_000_001, seen.Count);
        Assert.Equal(4, seen.Samples.Count);
    }

    [Theory]
    [InlineData("a=1", null)]
    [InlineData("a=1; b=2", null)]
    [InlineData("a=1; a=2", "a")]
    [InlineData("a=1;b=2;a =3", "a")]
    [InlineData("A=1; a=2", null)] // RFC 6265: names are case-sensitive
    [InlineData("a; a", null)]
    [InlineData("=1; =2", null)]
    [InlineData("", null)]
    public void Cookies_OfOneName_AreFound(string header, string? name) => Assert.Equal(name, TwiceSetCookie.Find(header));

    private static int Add(Evidence evidence, int times, DateTimeOffset now) =>
        Enumerable.Range(0, times).Count(i => evidence.Add($"{i}", Sample(1), contested: false, now));

    private static EvidenceSample Sample(int number) => new(ProxyPeer.FromAddress(new System.Net.IPAddress([10, (byte)(number >> 16), (byte)(number >> 8), (byte)number])), null);
}
