using ProxyAware.Diagnostics.Audit;
using ProxyAware.Tests.Support;

namespace ProxyAware.Tests.Diagnostics.Audit;

public class AuditDeskTests
{
    private const string Path = "/ops/_proxy/probe/";

    private static readonly ProbeClient Client = new("192.0.2.9", ClientQuality.Proxied);

    private readonly ManualTimeProvider _time = new();
    private readonly AuditDesk _desk;

    public AuditDeskTests() => _desk = new(_time);

    [Fact]
    public void Token_IsGoodOnce()
    {
        var probe = Start();
        Assert.Same(probe, Take(probe));
        Assert.Null(Take(probe));
    }

    [Fact]
    public void Token_IsGoodForAMinute()
    {
        var (early, late) = (Start(), Start());
        _time.Advance(TimeSpan.FromSeconds(59.9));
        Assert.Same(early, Take(early));
        _time.Advance(TimeSpan.FromSeconds(0.1));
        Assert.Null(Take(late));
    }

    [Theory]
    [InlineData("/ops/_proxy/probe/", "192.0.2.9", ClientQuality.Proxied, true)]
    [InlineData("/_proxy/probe/", "192.0.2.9", ClientQuality.Proxied, false)] // another path
    [InlineData("/OPS/_proxy/probe/", "192.0.2.9", ClientQuality.Proxied, false)]
    [InlineData("", "192.0.2.9", ClientQuality.Proxied, false)]
    [InlineData("/ops/_proxy/probe/", "192.0.2.10", ClientQuality.Proxied, false)] // another client
    [InlineData("/ops/_proxy/probe/", "192.0.2.9", ClientQuality.Direct, false)] // the same address, past the proxy
    [InlineData("/ops/_proxy/probe/", null, ClientQuality.Hidden, false)]
    public void Token_IsBoundToPathAndClient(string path, string? address, ClientQuality quality, bool expected)
    {
        var probe = Start();
        var taken = _desk.Take(path, probe.Token.Text, new(address, quality), isHandshake: false);
        Assert.Equal(expected, taken is not null);

        // A wrong guess takes nothing away from whom it belongs to.
        Assert.Equal(!expected, Take(probe) is not null);
    }

    [Theory]
    [InlineData("X-Forwarded-For", true)]
    [InlineData("Forwarded", true)]
    [InlineData("X-Forwarded-Proto", false)]
    public void Token_OfAForgedAddress_IsGoodFromThere(string name, bool expected)
    {
        var meaning = AuditedHeaders.MeaningOf(new ProxyResolver(new ProxyAwareOptions()).Plan, name);
        var run = Start().Run;
        Assert.True(_desk.TryPlan(run, () => [(ProbeKind.Headers, [run.Forger.Make(name, meaning, [], "https")])]));
        var probe = run.Probes[^1];
        Assert.Null(_desk.Take(Path, probe.Token.Text, new("2001:db8::1", ClientQuality.Proxied), isHandshake: false));
        Assert.Equal(expected, _desk.Take(Path, probe.Token.Text, new(run.Forger.Address, ClientQuality.Proxied), isHandshake: false) is not null);
    }

    [Fact]
    public void Token_WithAnotherSecret_IsNone()
    {
        var probe = Start();
        var text = probe.Token.Text;
        Assert.Equal(64, text.Length);
        var other = text[^1] == '0' ? '1' : '0';
        Assert.Null(_desk.Take(Path, text[..^1] + other, Client, isHandshake: false));
        Assert.Null(_desk.Take(Path, text.AsSpan(0, 63), Client, isHandshake: false));
        Assert.Null(_desk.Take(Path, text[..^1] + "é", Client, isHandshake: false));
        Assert.Null(_desk.Take(Path, text.ToUpperInvariant().Replace('0', 'X'), Client, isHandshake: false));
        Assert.Null(_desk.Take(Path, "", Client, isHandshake: false));
    }

    [Fact]
    public void Handshake_NeedsTheTokenOfAWebSocket()
    {
        var run = Start().Run;
        Assert.True(_desk.TryPlan(run, () => [(ProbeKind.WebSocket, []), (ProbeKind.Headers, [])]));
        Assert.Null(_desk.Take(Path, run.Probes[2].Token.Text, Client, isHandshake: true));
        Assert.NotNull(_desk.Take(Path, run.Probes[1].Token.Text, Client, isHandshake: true));
    }

    [Fact]
    public void Run_HasAtMostFortyRequests()
    {
        var run = Start().Run;
        Assert.Throws<InvalidOperationException>(() => _desk.TryPlan(run, () => Enumerable.Repeat((ProbeKind.Headers, (IReadOnlyList<ForgedHeader>)[]), 40)));
        Assert.Equal(40, run.Probes.Count);
    }

    [Fact]
    public void Run_IsPlannedOnce()
    {
        var run = Start().Run;
        Assert.True(_desk.TryPlan(run, () => [(ProbeKind.Headers, [])]));
        Assert.False(_desk.TryPlan(run, () => [(ProbeKind.Headers, [])]));
        Assert.Equal(2, run.Probes.Count);
    }

    [Fact]
    public void Desk_IsLiveWhileATokenIsOut()
    {
        Assert.False(_desk.IsLive);
        var probe = Start();
        Assert.True(_desk.IsLive);
        Assert.NotNull(Take(probe));
        Assert.False(_desk.IsLive);

        Start();
        Assert.True(_desk.IsLive);
        _time.Advance(TimeSpan.FromMinutes(1));
        Assert.False(_desk.IsLive);

        Start();
        Assert.True(_desk.IsLive);
    }

    [Fact]
    public void Runs_AreFew_AndEnd()
    {
        var first = Start();
        var runs = Enumerable.Range(0, 8).Select(_ => Start().Run).ToList();
        Assert.Null(_desk.Find(first.Run.Id));
        Assert.Null(Take(first));
        Assert.All(runs, r => Assert.Same(r, _desk.Find(r.Id)));
        Assert.Null(_desk.Find(null));
        _time.Advance(TimeSpan.FromMinutes(30));
        Assert.All(runs, r => Assert.Null(_desk.Find(r.Id)));
    }

    private AuditProbe Start() => _desk.Start(now => new(Client, Path, now));

    private AuditProbe? Take(AuditProbe probe) => _desk.Take(Path, probe.Token.Text, Client, isHandshake: false);
}
