namespace ProxyAware.Tests.Origins;

public class OriginAllowlistTests
{
    [Theory]
    [InlineData("https://a.example", "https://a.example")]
    [InlineData("wss://a.example", "https://a.example")] // the page's origin is https
    [InlineData("ws://a.example", "http://a.example")]
    [InlineData("https://a.example/", "https://a.example")]
    [InlineData("HTTPS://A.Example", "https://a.example")]
    [InlineData("https://a.example", "HTTPS://A.EXAMPLE")]
    [InlineData("https://a.example:443", "https://a.example")]
    [InlineData("https://a.example", "https://a.example:443")]
    [InlineData("http://a.example:80", "http://a.example")]
    [InlineData("http://a.example:8080", "http://a.example:8080")]
    [InlineData("https://bücher.example", "https://xn--bcher-kva.example")] // IDN, RFC 5891
    [InlineData("https://[::1]:9090", "https://[::1]:9090")]
    [InlineData("https://[0:0:0:0:0:0:0:1]:9090", "https://[::1]:9090")]
    [InlineData("https://192.0.2.1", "https://192.0.2.1")]
    [InlineData("https://*.a.example", "https://x.a.example")]
    [InlineData("https://*.a.example", "https://y.x.a.example")]
    [InlineData("https://a.example:*", "https://a.example:8443")]
    [InlineData("https://a.example:*", "https://a.example")]
    [InlineData("https://*.a.example:*", "https://x.a.example:8443")]
    [InlineData("https://cockpit.domain.tld wss://cockpit.domain.tld", "https://cockpit.domain.tld")] // Cockpit's guide
    [InlineData("https://cockpit.localhost.pomerium.io wss://localhost.pomerium.io", "https://cockpit.localhost.pomerium.io")] // Pomerium's guide
    [InlineData("https://b.example, https://a.example", "https://a.example")]
    [InlineData("any", "https://whatever.example")]
    [InlineData("any", "null")]
    public void IsAllowed_ConfiguredOrigin_Matches(string entries, string origin) => Assert.True(OriginAllowlist.Parse(entries).IsAllowed(origin));

    [Theory]
    [InlineData("https://a.example", "https://a.example.evil.test")]
    [InlineData("https://*.a.example", "https://a.example.evil.test")]
    [InlineData("https://*.a.example", "https://x.a.example.evil.test")]
    [InlineData("https://*.a.example", "https://a.example")] // the apex
    [InlineData("https://*.a.example", "https://evila.example")]
    [InlineData("https://*.a.example", "http://x.a.example")]
    [InlineData("https://*.a.example", "https://x.a.example:8443")]
    [InlineData("https://*.a.example", "https://.a.example")]
    [InlineData("https://a.example", "http://a.example")]
    [InlineData("http://a.example", "https://a.example")]
    [InlineData("https://a.example", "https://a.example:8443")]
    [InlineData("https://a.example", "https://a.example:80")]
    [InlineData("https://a.example", "https://b.a.example")]
    [InlineData("https://a.example", "null")]
    [InlineData("https://a.example", "")]
    [InlineData("https://a.example", "https://")]
    [InlineData("https://a.example", "https://user@a.example")]
    [InlineData("https://a.example", "https://a.example@b")]
    [InlineData("https://a.example", "https://b\\@a.example")]
    [InlineData("https://a.example", "https://a.example\\@b")]
    [InlineData("https://a.example", "https://a.example.")] // trailing dot
    [InlineData("https://a.example", "https://a.example/")] // browsers send no slash
    [InlineData("https://a.example", "https://a.example/x")]
    [InlineData("https://a.example", "https://a.example?x")]
    [InlineData("https://a.example", "https://a.example#x")]
    [InlineData("https://a.example", "wss://a.example")]
    [InlineData("https://a.example", " https://a.example")]
    [InlineData("https://a.example", "https://a.example ")]
    [InlineData("https://a.example", "https://a.example https://b.example")]
    [InlineData("https://a.example", "https://a.example, https://a.example")]
    [InlineData("https://a.example", "https://a.example:")]
    [InlineData("https://a.example", "https://a.example:0443")]
    [InlineData("https://a.example", "https://a.example:65979")] // 443 + 65536
    [InlineData("https://a.example", "https://\u0430.example")] // Cyrillic look-alike
    [InlineData("https://a.example", "https://a\u3002example")] // ideographic full stop
    [InlineData("https://a.example", "https://a.ex\u0000ample")]
    [InlineData("https://192.0.2.1", "https://3221225985")] // the same address as a number
    [InlineData("https://192.0.2.1", "https://192.0.2.01")]
    [InlineData("https://localhost.pomerium.io", "https://cockpit.localhost.pomerium.io")]
    public void IsAllowed_AnythingElse_IsRefused(string entries, string origin) => Assert.False(OriginAllowlist.Parse(entries).IsAllowed(origin));

    [Theory]
    [InlineData("a.example", "'https://a.example'")]
    [InlineData("a.example:8443", "'https://a.example:8443'")]
    [InlineData("https://a.example/path", "'https://a.example'")]
    [InlineData("https://a.example/?x", "'https://a.example'")]
    [InlineData("https://user@a.example", "'https://a.example'")]
    [InlineData("*", "'any'")]
    [InlineData("https://*", "'*' stands only")]
    [InlineData("https://*.com", "everyone can have a name below 'com'")]
    [InlineData("https://*.co.uk", "everyone can have a name below 'co.uk'")]
    [InlineData("https://*.EDU.au", "everyone can have a name below 'edu.au'")]
    [InlineData("https://*.go.jp", "everyone can have a name below 'go.jp'")]
    [InlineData("https://*.github.io", "everyone can have a name below 'github.io'")]
    [InlineData("https://*.github.io", "everyone")]
    [InlineData("https://a.*.example", "'*' stands only")]
    [InlineData("https://*a.example", "'*' stands only")]
    [InlineData("https://*.192.0.2.1", "cannot be read")]
    [InlineData("https://*.[::1]", "cannot be read")]
    [InlineData("https://a.example:0", "cannot be read")]
    [InlineData("https://a.example:99999", "cannot be read")]
    [InlineData("https://a.example:443:*", "cannot be read")]
    [InlineData("https://", "cannot be read")]
    [InlineData("https://a_.example-", "cannot be read")]
    [InlineData("ftp://a.example", "'https://a.example'")]
    [InlineData("file://", "only pages")]
    [InlineData("chrome-extension://abcdef", "only pages")]
    [InlineData("null", "sandboxed")]
    [InlineData("any https://a.example", "stands alone")]
    [InlineData("//a.example", "no origin")]
    public void Parse_EntryThatNeverMatches_SaysWhatToWrite(string entries, string hint)
    {
        Assert.False(OriginAllowlist.TryParse([entries], out _, out var error));
        Assert.Contains(hint, error, StringComparison.Ordinal);
    }

    [Fact]
    public void Entries_AreCanonical() => Assert.Equal(
        ["https://a.example", "http://*.b.example:8080", "https://c.example:*"],
        OriginAllowlist.Parse("WSS://A.example:443/", "https://a.example", "ws://*.b.example:8080", "https://c.example:*").Entries);

    [Fact]
    public void IsAllowed_LongOrigin_AllocatesNothing()
    {
        var list = OriginAllowlist.Parse(Enumerable.Range(0, 1000).Select(i => $"https://h{i}.example").Append("https://*.w.example"));
        string[] origins = ["https://h999.example", "https://x.y.w.example:1", "https://[::1]", "https://" + new string('a', 30_000), new string('.', 30_000)];
        foreach (var origin in origins)
        {
            _ = list.IsAllowed(origin);
        }

        var before = GC.GetAllocatedBytesForCurrentThread();
        foreach (var origin in origins)
        {
            _ = list.IsAllowed(origin);
        }

        Assert.Equal(0, GC.GetAllocatedBytesForCurrentThread() - before);
    }
}
