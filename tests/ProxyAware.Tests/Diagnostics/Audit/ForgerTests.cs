using ProxyAware.Diagnostics.Audit;

namespace ProxyAware.Tests.Diagnostics.Audit;

public class ForgerTests
{
    [Theory]
    [InlineData("https", "http", "http")] // what the proxies send by themselves would prove nothing
    [InlineData("http", "https", "https")]
    [InlineData("", "https", "http")]
    [InlineData("", "http", "https")]
    [InlineData("http, https", "http", "http")] // the last element is the nearest proxy's own
    [InlineData("wss", "https", "http")]
    public void Scheme_IsTheOneThatTheProxiesDoNotSend(string own, string scheme, string expected) =>
        Assert.Equal(expected, new Forger().Make("X-Forwarded-Proto", HeaderMeaning.Scheme, HeaderElements.Split([own]), scheme).Value);

    [Theory]
    [InlineData("on", "http", "off")]
    [InlineData("off", "https", "on")]
    [InlineData("", "https", "off")]
    [InlineData("", "http", "on")]
    public void Switch_IsTheOneThatTheProxiesDoNotSend(string own, string scheme, string expected) =>
        Assert.Equal(expected, new Forger().Make("X-Forwarded-Ssl", HeaderMeaning.Switch, HeaderElements.Split([own]), scheme).Value);

    [Fact]
    public void Exact_IsTheConfiguredValue_UnlessTheProxiesSendIt()
    {
        var forger = new Forger();
        Assert.Equal("yes", forger.Make("X-Tls", HeaderMeaning.Exact, [], "http", "yes").Value);
        Assert.NotEqual("yes", forger.Make("X-Tls", HeaderMeaning.Exact, ["yes"], "https", "yes").Value);
    }

    /// <summary>A value that a proxy would refuse, or that the app cannot read, proves nothing about the next one.</summary>
    [Fact]
    public void Values_AreOnesThatAreRead()
    {
        var forger = new Forger();
        Assert.Equal(forger.Address, System.Net.IPAddress.Parse(forger.Address).ToString());
        var resolver = new ProxyResolver(new ProxyAwareOptions
        {
            TrustProxy = "1",
            ForwardedHostHeader = "X-Forwarded-Host",
            ForwardedPortHeader = "X-Forwarded-Port",
            ForwardedPrefixHeader = "X-Forwarded-Prefix",
            AllowedHosts = ["a.example"],
        });
        var headers = new Microsoft.AspNetCore.Http.HeaderDictionary();
        foreach (var name in new[] { "X-Forwarded-For", "X-Forwarded-Proto", "X-Forwarded-Host", "X-Forwarded-Port", "X-Forwarded-Prefix" })
        {
            headers[name] = forger.Make(name, AuditedHeaders.MeaningOf(resolver.Plan, name), [], "http").Value;
        }

        var resolution = resolver.Resolve(ProxyPeer.FromAddress(System.Net.IPAddress.Loopback), headers);
        Assert.Null(resolution.MalformedHeader);
        Assert.Equal(forger.Address, resolution.ClientAddress!.ToString());
        Assert.Equal("https", resolution.Scheme);
        Assert.Equal(headers["X-Forwarded-Prefix"], resolution.Prefix);

        var forwarded = new ProxyResolver(new ProxyAwareOptions { TrustProxy = "1", ProxyHeaders = ProxyHeaderFamily.Forwarded });
        headers["Forwarded"] = forger.Make("Forwarded", HeaderMeaning.Forwarded, [], "http").Value;
        Assert.Equal(forger.Address, forwarded.Resolve(ProxyPeer.FromAddress(System.Net.IPAddress.Loopback), headers).ClientAddress!.ToString());
    }

    [Fact]
    public void Runs_ForgeDifferentValues() => Assert.NotEqual(new Forger().Address, new Forger().Address);
}
