using ProxyAware.Hosts;

namespace ProxyAware.Tests.Hosts;

public class EffectiveHostTests
{
    [Theory]
    // allowed, public URL, host, port, scheme, local, verdict, result, public, ignored
    [InlineData("", null, "a.example", 0, "https", false, "Accepted", "a.example", false, false)]
    [InlineData("", null, "a.example:443", 0, "https", false, "Accepted", "a.example:443", false, false)] // a default port that came is kept
    [InlineData("", null, "a.example", 8443, "https", false, "Accepted", "a.example:8443", false, false)] // "Host $host" loses the port
    [InlineData("", null, "[::2]", 8443, "https", false, "Accepted", "[::2]:8443", false, false)]
    [InlineData("", null, "a.example:9443", 8443, "https", false, "Accepted", "a.example:9443", false, false)]
    [InlineData("", null, "a.example", 443, "https", false, "Accepted", "a.example", false, false)]
    [InlineData("", null, "a.example", 80, "http", false, "Accepted", "a.example", false, false)]
    [InlineData("", null, "a.example", 80, "https", false, "Accepted", "a.example", false, true)] // a load balancer that reports its inner listener
    [InlineData("", null, "a.example", 443, "http", false, "Accepted", "a.example", false, true)]
    [InlineData("", null, "", 0, "https", false, "Missing", null, false, false)]
    [InlineData("", null, null, 0, "https", false, "Missing", null, false, false)]
    [InlineData("", "https://pub.example:8443/x", null, 0, "https", false, "Missing", "pub.example:8443", true, false)] // where it is let through, it is known
    [InlineData("", "https://pub.example:8443/x", null, 0, "https", true, "Missing", null, false, false)]
    [InlineData("", null, "evil.example/p?", 0, "https", false, "Malformed", null, false, false)]
    [InlineData("", "https://pub.example:8443/x", "evil.example", 0, "https", false, "Accepted", "pub.example:8443", true, false)]
    [InlineData("", "https://pub.example:8443/x", "evil.example", 9, "https", false, "Accepted", "pub.example:8443", true, false)]
    [InlineData("", "https://pub.example:8443/x", "pub.example", 0, "https", false, "Accepted", "pub.example:8443", true, false)]
    [InlineData("", "https://pub.example", "evil@pub.example", 0, "https", false, "Malformed", null, false, false)]
    [InlineData("a.example", null, "A.example", 0, "https", false, "Accepted", "A.example", false, false)]
    [InlineData("a.example", null, "evil.example", 0, "https", false, "NotAllowed", "evil.example", false, false)]
    [InlineData("a.example", "https://pub.example", "a.example:81", 0, "https", false, "Accepted", "a.example:81", false, false)] // an allowed host keeps itself beside PublicUrl
    [InlineData("a.example", "https://pub.example", "PUB.example", 0, "https", false, "Accepted", "pub.example", true, false)]
    [InlineData("a.example", "https://pub.example", "evil.example", 0, "https", false, "NotAllowed", "pub.example", true, false)] // where it is let through, it is replaced
    [InlineData("a.example", "https://[2001:db8::1]", "[2001:DB8:0::1]", 0, "https", false, "Accepted", "[2001:db8::1]", true, false)]
    [InlineData("a.example", "https://pub.example", "localhost:5000", 0, "http", true, "Accepted", "localhost:5000", false, false)] // dotnet run just works
    [InlineData("a.example", "https://pub.example", "localhost:5000", 0, "http", false, "NotAllowed", "pub.example", true, false)]
    public void Decide_Host_IsJudged(
        string allowed, string? publicUrl, string? host, int port, string scheme, bool isLocal, string verdict, string? result, bool isPublicUrl, bool portIgnored)
    {
        PublicUrl? url = null;
        Assert.True(publicUrl is null || PublicUrl.TryParse(publicUrl, out url, out _));
        var policy = new HostPolicy(new HostSet(allowed.Length == 0 ? [] : [allowed]), url);

        var decided = EffectiveHost.Decide(policy, host, port, scheme, isLocal);

        Assert.Equal(Enum.Parse<HostVerdict>(verdict), decided.Verdict);
        Assert.Equal(result, decided.Host.Value);
        Assert.Equal((isPublicUrl, portIgnored), (decided.IsPublicUrl, decided.PortIgnored));
    }
}
