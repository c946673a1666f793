using System.Collections.Frozen;
using ProxyAware.Hosts;
using ProxyAware.Origins;

namespace ProxyAware.Tests.Origins;

/// <summary>When an origin is the app's own.</summary>
public class OriginPolicyTests
{
    [Theory]
    // the request's origin, the allowed hosts, the entries, the verdict
    [InlineData("https://app.example", "", "", "OwnOrigin")]
    [InlineData("http://app.example", "", "", "Rebinding")] // a name that nobody configured, over clear text
    [InlineData("http://app.example", "other.example", "", "Rebinding")]
    [InlineData("http://app.example", "app.example", "", "OwnOrigin")]
    [InlineData("http://app.example", "", "https://app.example", "OwnOrigin")] // named over another scheme
    [InlineData("http://app.example", "", "http://app.example:8080", "OwnOrigin")] // or port
    [InlineData("http://app.example", "", "https://other.example", "Rebinding")]
    [InlineData("http://192.0.2.1", "", "", "OwnOrigin")] // an address cannot be rebound
    [InlineData("http://[2001:db8::1]", "", "", "OwnOrigin")]
    [InlineData("http://localhost", "", "", "OwnOrigin")]
    public void JudgeOwn_OriginOfTheRequest_CountsWhereNoNameCanBeForged(string origin, string allowedHosts, string entries, string expected)
    {
        Assert.True(OriginText.TryParse(origin, out var parsed));
        var own = new OwnOrigin(parsed.Scheme, parsed.Host.ToString(), AllowsAnyLocal: false);
        Assert.Equal(Enum.Parse<OriginReason>(expected), Policy(allowedHosts, entries).JudgeOwn(parsed, own));
    }

    [Theory]
    [InlineData("https://[::1]:9090", "[0:0:0:0:0:0:0:1]:9090", "OwnOrigin")] // one address in two spellings (RFC 5952)
    [InlineData("https://[::1]:9090", "[::2]:9090", "NotListed")]
    [InlineData("https://app.example", "APP.example", "OwnOrigin")]
    [InlineData("https://app.example", "app.example:444", "NotListed")]
    [InlineData("https://app.example", "", "NotListed")]
    public void JudgeOwn_AnotherSpelling_IsTheSameHost(string origin, string host, string expected)
    {
        Assert.True(OriginText.TryParse(origin, out var parsed));
        Assert.Equal(Enum.Parse<OriginReason>(expected), Policy("", "").JudgeOwn(parsed, new OwnOrigin("https", host, AllowsAnyLocal: false)));
    }

    private static OriginPolicy Policy(string allowedHosts, string entries) => new()
    {
        Allowlist = OriginAllowlist.Parse(entries),
        Mode = OriginMode.Enforce,
        AllowMissing = false,
        AnyOriginPaths = FrozenSet<string>.Empty,
        Hosts = new HostPolicy(new HostSet(allowedHosts.Split(' ', StringSplitOptions.RemoveEmptyEntries)), publicUrl: null),
    };
}
