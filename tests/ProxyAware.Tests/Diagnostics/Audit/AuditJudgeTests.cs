using ProxyAware.Diagnostics.Audit;

namespace ProxyAware.Tests.Diagnostics.Audit;

/// <summary>What arrived of a forged header, and what it means: the table is the specification.</summary>
public class AuditJudgeTests
{
    private const string Forged = "2001:db8:1111:2222:3333:4444:5555:6666";

    private const string Before = "client=192.0.2.9 scheme=https host=a.example";

    [Theory]

    // What came of it, whatever is read.
    [InlineData("X-Forwarded-For", Forged, null, "NotReceived")]
    [InlineData("X-Forwarded-For", Forged, "", "Stripped")]
    [InlineData("X-Forwarded-For", Forged, "192.0.2.9", "Overwritten")]
    [InlineData("X-Forwarded-For", Forged, "192.0.2.9, 10.0.0.1", "Overwritten")]
    [InlineData("X-Forwarded-For", Forged, Forged, "PassedThrough")]
    [InlineData("X-Forwarded-For", Forged, " " + Forged + " ,", "PassedThrough")]
    [InlineData("X-Forwarded-For", Forged, Forged + ", 192.0.2.9", "Appended")]
    [InlineData("X-Forwarded-For", Forged, "192.0.2.9," + Forged, "Appended")]
    [InlineData("X-Forwarded-For", Forged, Forged + "|192.0.2.9", "Appended")] // HAProxy adds a line of its own
    [InlineData("X-Forwarded-For", Forged, "[" + Forged + "]:1234", "PassedThrough")] // gateways add ports
    [InlineData("X-Forwarded-Proto", "http", "http", "PassedThrough")]
    [InlineData("X-Forwarded-Proto", "http", "HTTP", "PassedThrough")]
    [InlineData("X-Forwarded-Proto", "http", "https", "Overwritten")] // one holds the other, and is another
    [InlineData("X-Forwarded-Proto", "http", "http,https", "Appended")] // node's http-proxy
    [InlineData("X-Forwarded-Port", "8443", "443", "Overwritten")]
    [InlineData("Forwarded", "for=\"[" + Forged + "]\"", "for=\"[" + Forged + "]:1\";by=x, for=192.0.2.9", "Appended")] // lighttpd writes it anew
    public void Outcome_OfWhatArrived(string name, string value, string? received, string expected) =>
        Assert.Equal(expected, ProbeOutcomes.Of(Header(name, value), Elements(received)).ToString());

    [Theory]

    // A header that is read, from a trusted proxy.
    [InlineData("X-Forwarded-For", Forged, "", Before, "read trusted", "Safe")]
    [InlineData("X-Forwarded-For", Forged, "192.0.2.9", Before, "read trusted", "Safe")]
    [InlineData("X-Forwarded-For", Forged, Forged + ", 192.0.2.9", Before, "read trusted", "Safe")] // the walk from the right ends before it
    [InlineData("X-Forwarded-For", Forged, Forged, "client=" + Forged + " scheme=https host=a.example", "read trusted", "Dangerous PA6001")]
    [InlineData("X-Forwarded-For", Forged, Forged + ", 192.0.2.9", "client=" + Forged + " scheme=https host=a.example", "read trusted list", "Dangerous PA6002")] // the client is inside the trusted range
    [InlineData("X-Forwarded-For", Forged, Forged + ", 192.0.2.9", "client=" + Forged + " scheme=https host=a.example", "read trusted count", "Dangerous PA6002")] // the count is too large
    [InlineData("X-Real-IP", Forged, Forged, "client=" + Forged + " scheme=https host=a.example", "read trusted", "Dangerous PA6001")]
    [InlineData("X-Real-IP", Forged, Forged + ", 192.0.2.9", "hidden scheme=https host=a.example", "read trusted", "Dangerous PA6001")] // unreadable, and Ignore: the client hides
    [InlineData("X-Real-IP", Forged, Forged + ", 192.0.2.9", "refused scheme=https host=a.example", "read trusted", "Harmless")] // unreadable, and Reject: 400
    [InlineData("X-Forwarded-Proto", "http", "http", "client=192.0.2.9 scheme=http host=a.example", "read trusted", "Dangerous PA6001")]
    [InlineData("X-Forwarded-Proto", "http", "http", Before, "read trusted", "Harmless PA6003")] // ForTlsProxy decides
    [InlineData("X-Forwarded-Proto", "http", "http, https", Before, "read trusted", "Safe")]
    [InlineData("X-Forwarded-Proto", "http", "https, http", "client=192.0.2.9 scheme=http host=a.example", "read trusted", "Dangerous PA6001")]
    [InlineData("X-Forwarded-Host", "pa1.example", "pa1.example", "client=192.0.2.9 scheme=https host=pa1.example", "read trusted", "Dangerous PA6001")]
    [InlineData("X-Forwarded-Host", "pa1.example", "pa1.example", "client=192.0.2.9 scheme=https foreignhost=pa1.example", "read trusted", "Harmless")] // AllowedHosts refuses it
    [InlineData("X-Forwarded-Host", "pa1.example", "pa1.example", Before, "read trusted", "Harmless PA6003")] // PublicUrl stands in for it
    [InlineData("X-Forwarded-Prefix", "/pa1", "/pa1", Before + " prefix=/pa1", "read trusted", "Dangerous PA6001")]

    // From a proxy that is not trusted nothing is believed.
    [InlineData("X-Forwarded-For", Forged, Forged, Before, "read", "Harmless")]
    [InlineData("X-Forwarded-For", Forged, Forged + ", 192.0.2.9", Before, "read", "Harmless")]

    // A header that is not read.
    [InlineData("X-Client-IP", Forged, Forged, Before, "trusted", "Harmless")]
    [InlineData("X-Client-IP", Forged, Forged, Before, "trusted kept", "Dangerous PA6006")] // StripUntrustedHeaders is off
    [InlineData("X-Client-IP", Forged, "", Before, "trusted kept", "Safe")]
    [InlineData("X-Forwarded-For", Forged, "", "client=" + Forged + " scheme=https host=a.example", "trusted", "Dangerous PA6001")] // lighttpd turns it into Forwarded

    // Names of users: whether the app believes them, nobody here can know.
    [InlineData("Remote-User", "pa1", "", Before, "trusted", "Safe")]
    [InlineData("Remote-User", "pa1", "(withheld)", Before, "trusted", "Safe")]
    [InlineData("Remote-User", "pa1", "pa1", Before, "trusted", "Dangerous PA6004")]
    [InlineData("Remote-User", "pa1", "pa1, (withheld)", Before, "trusted", "Dangerous PA6004")]
    [InlineData("X-Pomerium-Jwt-Assertion", "pa1.pa1.pa1", "pa1.pa1.pa1", Before, "trusted", "Harmless PA6005")] // a signature protects whoever checks it
    [InlineData("X-Pomerium-Jwt-Assertion", "pa1.pa1.pa1", "", Before, "trusted", "Safe")]

    // Nobody knows.
    [InlineData("X-Forwarded-For", Forged, null, Before, "read trusted", "Unknown")]
    public void Verdict_OfWhatArrived(string name, string value, string? received, string after, string settings, string expected)
    {
        var verdict = AuditJudge.Judge(new()
        {
            Forged = Header(name, value),
            Received = Elements(received),
            IsRead = settings.Contains("read", StringComparison.Ordinal),
            PeerTrusted = settings.Contains("trusted", StringComparison.Ordinal),
            Peer = "10.0.0.1",
            IsStripped = !settings.Contains("kept", StringComparison.Ordinal),
            Trust = settings.Contains("count", StringComparison.Ordinal) ? ProxyTrustKind.HopCount : ProxyTrustKind.Addresses,
            Effect = received is null ? ForgedEffect.None : ForgedEffects.Of(Decision(Before), Decision(after), Forged),
        });

        Assert.Equal(expected, $"{verdict.Risk} {verdict.Code}".TrimEnd());
        Assert.True(verdict.Risk != AuditRisk.Dangerous || verdict.Fix is not null, "What is dangerous has a fix.");
    }

    [Fact]
    public void Verdict_OfAnUntrustedProxy_NamesIt()
    {
        var verdict = AuditJudge.Judge(new() { Forged = Header("X-Forwarded-For", Forged), Received = [Forged], IsRead = true, Peer = "10.0.0.1" });
        Assert.Contains("10.0.0.1 is not trusted", verdict.Title, StringComparison.Ordinal);
        Assert.Contains(verdict.Proxies, p => p == new ProxyFix("nginx", "proxy_set_header X-Forwarded-For $remote_addr;"));
    }

    [Fact]
    public void Fix_OfAClientInsideTheTrustedRange_NamesItsAddress()
    {
        var verdict = AuditJudge.Judge(new()
        {
            Forged = Header("X-Forwarded-For", Forged),
            Received = [Forged, "10.9.9.9"],
            IsRead = true,
            PeerTrusted = true,
            Effect = ForgedEffect.Client,
            Trust = ProxyTrustKind.Addresses,
        });
        Assert.Contains("10.9.9.9", verdict.Fix, StringComparison.Ordinal);
    }

    private static ForgedHeader Header(string name, string value)
    {
        var meaning = AuditedHeaders.MeaningOf(new ProxyResolver(new ProxyAwareOptions()).Plan, name);
        return meaning switch
        {
            HeaderMeaning.Scheme or HeaderMeaning.Port => new(name, meaning, value, null),
            HeaderMeaning.Address or HeaderMeaning.Forwarded => new(name, meaning, value, Forged),
            _ => new(name, meaning, value, "pa1"),
        };
    }

    private static IReadOnlyList<string>? Elements(string? received) => received is null ? null : HeaderElements.Split(received.Split('|'));

    private static ProbeDecision Decision(string text)
    {
        var parts = text.Split(' ').Select(p => p.Split('=')).ToDictionary(p => p[0], p => p.Length > 1 ? p[1] : "", StringComparer.Ordinal);
        return new(
            parts.GetValueOrDefault("client"), parts.ContainsKey("hidden"), parts["scheme"], parts.GetValueOrDefault("host", parts.GetValueOrDefault("foreignhost", "")),
            !parts.ContainsKey("foreignhost"), parts.GetValueOrDefault("prefix"), parts.ContainsKey("refused"), PeerTrusted: true);
    }
}
