using Microsoft.Extensions.Configuration;

namespace ProxyAware.Tests.Configuration;

public class OptionsReaderProblemTests
{
    [Theory]
    [InlineData("TrustProxi", "TrustProxy")]
    [InlineData("Origin", "Origins")]
    [InlineData("allowedhost", "AllowedHosts")]
    [InlineData("Upstream", "Upstreams")]
    [InlineData("ForwardedForHeaders", "ForwardedForHeader")]
    public void UnknownKey_NearAKnownOne_NamesIt(string key, string near)
    {
        var problem = Reading.OneProblem(Reading.Section($$""" "{{key}}": "v" """), "PA1001");

        Assert.Equal("ProxyAware:" + key, problem.Key, ignoreCase: true);
        Assert.Equal("v", problem.Value);
        Assert.Equal($"write '{near}'", problem.Fix);
        Assert.Contains("JsonStreamConfigurationProvider", problem.Reason);
    }

    [Theory]
    [InlineData("KnownProxiesAndNetworks")]
    [InlineData("0")]
    public void UnknownKey_NearNothing_ListsAllKnown(string key)
    {
        var problem = Reading.OneProblem(Reading.Section($$""" "{{key}}": ["a", { "b": 1 }] """), "PA1001");

        Assert.Null(problem.Value);
        Assert.All(typeof(ProxyAwareOptions).GetProperties().Where(p => p.GetMethod!.IsPublic), p => Assert.Contains(p.Name, problem.Fix));
        Assert.Contains("Upstreams", problem.Fix);
    }

    [Fact]
    public void UnknownKey_InTwoProviders_IsReportedOnceFromTheLast()
    {
        var options = Reading.Options(new ConfigurationBuilder().Json(""" "Orgins": "a" """).Memory(("PROXYAWARE:ORGINS", "b")).Json(""" "UrlRoot": "/a" """));

        var problem = Reading.OneProblem(options, "PA1001");
        Assert.Equal("b", problem.Value);
        Assert.Contains("MemoryConfigurationProvider", problem.Reason);
    }

    [Theory]
    [InlineData(""" "Upstreams": { "host": { "Verification": "PinOnly", "Pins": ["a"] } } """)]
    [InlineData(""" "upstreams": "whatever" """)]
    public void Upstreams_Anything_IsLeftAlone(string json) => Reading.NoProblems(Reading.Section(json));

    [Theory]
    [InlineData("on")]
    [InlineData("tru")]
    [InlineData("2")]
    [InlineData("-1")]
    [InlineData("01")]
    [InlineData("true false")]
    [InlineData("y")]
    public void Boolean_AnythingElse_IsAProblem(string text)
    {
        var options = Reading.Section($$""" "StripUntrustedHeaders": "{{text}}" """);

        var problem = Reading.OneProblem(options, "PA1003");
        Assert.Equal("ProxyAware:StripUntrustedHeaders", problem.Key);
        Assert.Equal(text, problem.Value);
        Assert.True(options.StripUntrustedHeaders);
    }

    [Theory]
    [InlineData("OriginMode", "1", "Enforce, Report, Off")]
    [InlineData("OriginMode", "0", "Enforce, Report, Off")]
    [InlineData("OriginMode", "Enforce, Report", "Enforce, Report, Off")]
    [InlineData("MalformedHeaders", "refuse", "Reject, Ignore")]
    [InlineData("ProxyHeaders", "X-Forwarded", "XForwarded, Forwarded")]
    [InlineData("UrlRootMode", "+1", "Auto, Kept, Stripped")]
    public void Enum_AnythingElse_IsAProblemThatListsTheNames(string key, string text, string names)
    {
        var problem = Reading.OneProblem(Reading.Section($$""" "{{key}}": "{{text}}" """), "PA1004");

        Assert.Equal("ProxyAware:" + key, problem.Key);
        Assert.Contains(names, problem.Fix);
    }

    [Theory]
    [InlineData("0")]
    [InlineData("65536")]
    [InlineData("99999999999999999999")]
    [InlineData("+443")]
    [InlineData("-443")]
    [InlineData("0443")]
    [InlineData("443.0")]
    [InlineData("4 43")]
    [InlineData("0x1bb")]
    [InlineData("٤٤٣")]
    public void HttpsPort_AnythingElse_IsAProblem(string text)
    {
        var options = Reading.Section($$""" "HttpsPort": "{{text}}" """);

        Assert.Equal(text, Reading.OneProblem(options, "PA1005").Value);
        Assert.Null(options.HttpsPort);
    }

    [Theory]
    [InlineData(""" "HttpsPort": [443] """, "ProxyAware:HttpsPort", "443")]
    [InlineData(""" "AutoInsert": ["true", "false"] """, "ProxyAware:AutoInsert", "true, false")]
    [InlineData(""" "OriginMode": ["Off"] """, "ProxyAware:OriginMode", "Off")]
    [InlineData(""" "TrustProxy": { "Addresses": "10.0.0.1" } """, "ProxyAware:TrustProxy:Addresses", "10.0.0.1")]
    [InlineData(""" "Origins": { "a": ["b"] } """, "ProxyAware:Origins:a", null)]
    [InlineData(""" "Origins": { "-1": "b" } """, "ProxyAware:Origins:-1", "b")]
    [InlineData(""" "Origins": ["https://a", ["https://b"]] """, "ProxyAware:Origins:1", null)]
    [InlineData(""" "Origins": [{ "Host": "a" }] """, "ProxyAware:Origins:0", null)]
    public void Value_InAShapeThatDoesNotFit_IsAProblem(string json, string key, string? value)
    {
        var options = Reading.Section(json);

        var problem = Reading.OneProblem(options, "PA1002");
        Assert.Equal(key, problem.Key);
        Assert.Equal(value, problem.Value);
        Assert.Contains("JsonStreamConfigurationProvider", problem.Reason);
        Assert.Null(options.TrustProxy);
        Assert.Empty(options.Origins);
    }

    [Theory]
    [InlineData("on", 1)]
    [InlineData("", 0)]
    [InlineData(" ", 0)]
    public void Section_WithATextOfItsOwn_IsAProblemUnlessEmpty(string text, int problems)
    {
        var options = Reading.Options(new ConfigurationBuilder().Memory(("ProxyAware", text)).Json(""" "TrustProxy": "1" """));

        Assert.Equal(problems, options.ReadProblems.Count(p => p is { Code: "PA1002", Key: "ProxyAware" }));
        Assert.Equal(problems, options.ReadProblems.Count);
        Assert.Equal("1", options.TrustProxy);
    }

    [Fact]
    public void BareSection_WithATextOfItsOwn_IsAProblem()
    {
        var root = new ConfigurationBuilder().Memory(("ProxyAware", "on")).Build();

        Assert.Equal("ProxyAware", Reading.OneProblem(Reading.Options(root.GetSection("ProxyAware"), sectionPath: null), "PA1002").Key);
    }

    [Fact]
    public void ManyProblems_Reading_AreAllReported()
    {
        var options = Reading.Section(""" "HttpsPort": "x", "AutoInsert": "x", "OriginMode": "x", "Foo": "x", "UrlRoot": ["x"], "Origins": "https://a" """);

        Assert.Equal(["PA1004", "PA1002", "PA1005", "PA1003", "PA1001"], options.ReadProblems.Select(p => p.Code));
        Assert.Equal(["https://a"], options.Origins);
    }

    [Theory]
    [InlineData("")]
    [InlineData(":")]
    [InlineData("::")]
    [InlineData("Origins:")]
    [InlineData("Origins::")]
    [InlineData("$cockpit")]
    [InlineData("$cockpit:error")]
    [InlineData("$cockpit:error:x")]
    [InlineData("$cockpit:error:0:code:deeper")]
    [InlineData("$cockpit:notice:0:x")]
    [InlineData("TrustProxy:99999999999999999999")]
    [InlineData("a\u0000b\u202e")]
    public void OddKey_Reading_NeverThrows(string key)
    {
        var options = Reading.Options(new ConfigurationBuilder().Memory(("ProxyAware:" + key, new string('x', 100_000)), ("ProxyAware:HttpsPort", "1")));

        Assert.Equal(1, options.HttpsPort);
        Assert.All(options.ReadProblems, p => Assert.True(p.ToString().Length < 2000));
    }
}
