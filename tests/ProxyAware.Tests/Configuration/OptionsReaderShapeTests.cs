using Microsoft.Extensions.Configuration;

namespace ProxyAware.Tests.Configuration;

public class OptionsReaderShapeTests
{
    [Theory]
    [InlineData("""  "TrustProxy": "10.0.0.0/8, loopback"  """, "10.0.0.0/8, loopback", false)]
    [InlineData("""  "TrustProxy": ["10.0.0.0/8", "loopback"]  """, "10.0.0.0/8, loopback", true)]
    [InlineData("""  "TrustProxy": [" 10.0.0.1  10.0.0.2,", "", null, "unix"]  """, "10.0.0.1, 10.0.0.2, unix", true)]
    [InlineData("""  "TrustProxy": 2  """, "2", false)]
    [InlineData("""  "TrustProxy": [2]  """, "2", true)]
    [InlineData("""  "TrustProxy": false  """, "False", false)]
    [InlineData("""  "TrustProxy": ""  """, "", false)]
    [InlineData("""  "TrustProxy": "  "  """, "", false)]
    [InlineData("""  "TrustProxy": []  """, "", false)]
    [InlineData("""  "TrustProxy": [""]  """, "", true)]
    [InlineData("""  "TrustProxy": [null]  """, "", true)]
    [InlineData("""  "TrustProxy": null  """, null, false)]
    [InlineData("""  "TrustProxy": {}  """, null, false)]
    [InlineData("""  "trustproxy": "any"  """, "any", false)]
    [InlineData("""  "TrustProxy": " unix "  """, "unix", false)]
    public void TrustProxy_Json_KeepsTextAndShape(string json, string? expected, bool isList)
    {
        var options = Reading.Section(json);

        Reading.NoProblems(options);
        Assert.Equal(expected, options.TrustProxy);
        Assert.Equal(isList, options.TrustProxyIsList);
        Assert.Null(options.TrustProxyKey);
    }

    [Fact]
    public void TrustProxy_SetBefore_IsReplacedWithItsShapeAndKey()
    {
        var options = new ProxyAwareOptions { TrustProxy = "a", TrustProxyIsList = true, TrustProxyKey = "TRUST_PROXY" };
        ProxyAware.Configuration.OptionsReader.Read(new ConfigurationBuilder().Json(""" "TrustProxy": "1" """).Build(), "ProxyAware", options);

        Assert.Equal("1", options.TrustProxy);
        Assert.False(options.TrustProxyIsList);
        Assert.Null(options.TrustProxyKey);
    }

    public static TheoryData<string, Func<ProxyAwareOptions, IList<string>>> Lists => new()
    {
        { "HopPeers", o => o.HopPeers },
        { "AllowedHosts", o => o.AllowedHosts },
        { "Origins", o => o.Origins },
        { "UnencryptedPaths", o => o.UnencryptedPaths },
        { "UnencryptedPeers", o => o.UnencryptedPeers },
        { "AnyOriginPaths", o => o.AnyOriginPaths },
    };

    [Theory]
    [MemberData(nameof(Lists))]
    public void ListOption_EveryShape_IsSplitAndEmptyResets(string key, Func<ProxyAwareOptions, IList<string>> get)
    {
        Assert.Equal(["a", "b", "c"], get(Reading.Section($$""" "{{key}}": "a, b\tc," """)));
        Assert.Equal(["a", "b", "c"], get(Reading.Section($$""" "{{key}}": ["a b", " c ", "", null] """)));
        Assert.Equal(["7"], get(Reading.Section($$""" "{{key}}": 7 """)));
        Assert.Empty(get(Reading.Section($$""" "{{key}}": null """)));
        foreach (var empty in new[] { "\"\"", "[]", "\" \"" })
        {
            var options = new ProxyAwareOptions { HopPeers = ["x"], AllowedHosts = ["x"], Origins = ["x"], UnencryptedPaths = ["x"], UnencryptedPeers = ["x"], AnyOriginPaths = ["x"] };
            ProxyAware.Configuration.OptionsReader.Read(new ConfigurationBuilder().Json($$""" "{{key}}": {{empty}} """).Build(), "ProxyAware", options);
            Assert.Empty(get(options));
            Reading.NoProblems(options);
        }
    }

    public static TheoryData<string, Func<ProxyAwareOptions, string?>> Texts => new()
    {
        { "ForwardedForHeader", o => o.ForwardedForHeader },
        { "ProtocolHeader", o => o.ProtocolHeader },
        { "ForwardedHostHeader", o => o.ForwardedHostHeader },
        { "ForwardedPortHeader", o => o.ForwardedPortHeader },
        { "ForwardedPrefixHeader", o => o.ForwardedPrefixHeader },
        { "PublicUrl", o => o.PublicUrl },
        { "UrlRoot", o => o.UrlRoot },
    };

    [Theory]
    [MemberData(nameof(Texts))]
    public void TextOption_EveryShape_IsTrimmedAndEmptyResets(string key, Func<ProxyAwareOptions, string?> get)
    {
        Assert.Equal("x y", get(Reading.Section($$""" "{{key}}": "  x y " """)));
        Assert.Equal("7", get(Reading.Section($$""" "{{key}}": 7 """)));
        var options = Reading.Options(new ConfigurationBuilder().Json($$""" "{{key}}": "x" """).Json($$""" "{{key}}": "" """));
        Assert.Null(get(options));
        Reading.NoProblems(options);

        var problem = Reading.OneProblem(Reading.Section($$""" "{{key}}": ["x"] """), "PA1002");
        Assert.Equal("ProxyAware:" + key, problem.Key);
        Assert.Equal("x", problem.Value);
    }

    public static TheoryData<string, Func<ProxyAwareOptions, bool?>> Booleans => new()
    {
        { "ForTlsProxy", o => o.ForTlsProxy },
        { "StripUntrustedHeaders", o => o.StripUntrustedHeaders },
        { "AllowMissingOrigin", o => o.AllowMissingOrigin },
        { "AllowUnencrypted", o => o.AllowUnencrypted },
        { "AutoInsert", o => o.AutoInsert },
    };

    [Theory]
    [MemberData(nameof(Booleans))]
    public void BooleanOption_EveryWord_IsRead(string key, Func<ProxyAwareOptions, bool?> get)
    {
        foreach (var word in new[] { "true", "\"TRUE\"", "\" yes \"", "\"Yes\"", "1", "\"1\"" })
        {
            Assert.True(get(Reading.Section($$""" "{{key}}": {{word}} """)), word);
        }

        foreach (var word in new[] { "false", "\"False\"", "\"NO\"", "0", "\"0 \"" })
        {
            Assert.False(get(Reading.Section($$""" "{{key}}": {{word}} """)), word);
        }

        foreach (var empty in new[] { "\"\"", "[]" })
        {
            var options = Reading.Options(new ConfigurationBuilder().Json($$""" "{{key}}": {{(get(new()) is true ? "false" : "true")}} """).Json($$""" "{{key}}": {{empty}} """));
            Assert.Equal(get(new()), get(options));
            Reading.NoProblems(options);
        }
    }

    [Theory]
    [InlineData("ProxyHeaders", "forwarded")]
    [InlineData("MalformedHeaders", " Ignore ")]
    [InlineData("OriginMode", "REPORT")]
    [InlineData("UrlRootMode", "stripped")]
    public void EnumOption_Name_IsReadInAnyCase(string key, string text)
    {
        var options = Reading.Section($$""" "{{key}}": "{{text}}" """);

        Reading.NoProblems(options);
        var set = key switch
        {
            "ProxyHeaders" => options.ProxyHeaders == ProxyHeaderFamily.Forwarded,
            "MalformedHeaders" => options.MalformedHeaders == MalformedHeaderHandling.Ignore,
            "OriginMode" => options.OriginMode == OriginMode.Report,
            _ => options.UrlRootMode == UrlRootMode.Stripped,
        };
        Assert.True(set);
    }

    [Fact]
    public void EnumOption_Empty_IsTheDefault()
    {
        var options = Reading.Options(new ConfigurationBuilder()
            .Json(""" "ProxyHeaders": "Forwarded", "MalformedHeaders": "Ignore", "OriginMode": "Off", "UrlRootMode": "Kept" """)
            .Json(""" "ProxyHeaders": "", "MalformedHeaders": "", "OriginMode": "", "UrlRootMode": [] """));

        Reading.NoProblems(options);
        Assert.Null(options.ProxyHeaders);
        Assert.Equal(MalformedHeaderHandling.Reject, options.MalformedHeaders);
        Assert.Equal(OriginMode.Enforce, options.OriginMode);
        Assert.Equal(UrlRootMode.Auto, options.UrlRootMode);
    }

    [Theory]
    [InlineData("8443", 8443)]
    [InlineData("\" 443 \"", 443)]
    [InlineData("65535", 65535)]
    [InlineData("1", 1)]
    [InlineData("\"\"", null)]
    [InlineData("null", null)]
    public void HttpsPort_GoodValue_IsRead(string json, int? expected)
    {
        var options = Reading.Section($$""" "HttpsPort": {{json}} """);

        Reading.NoProblems(options);
        Assert.Equal(expected, options.HttpsPort);
    }

    [Fact]
    public void EveryProperty_HasAKey()
    {
        var properties = typeof(ProxyAwareOptions).GetProperties().Where(p => p.GetMethod!.IsPublic).Select(p => p.Name);

        Assert.Equal(properties.Order(), ProxyAware.Configuration.OptionKeys.All.Select(k => k.Name).Order());
    }

    [Fact]
    public void AbsentSection_Read_ChangesNothing()
    {
        var options = new ProxyAwareOptions { TrustProxy = "1", Origins = ["https://a"], HttpsPort = 1, AutoInsert = false };
        ProxyAware.Configuration.OptionsReader.Read(new ConfigurationBuilder().WholeJson("""{ "Logging": { "LogLevel": "x" } }""").Build(), "ProxyAware", options);

        Reading.NoProblems(options);
        Assert.Equal("1", options.TrustProxy);
        Assert.Equal(["https://a"], options.Origins);
        Assert.Equal(1, options.HttpsPort);
        Assert.False(options.AutoInsert);
    }

    [Fact]
    public void LongArray_Json_KeepsTheOrderOfItsIndexes()
    {
        var hosts = Enumerable.Range(0, 12).Select(i => $"h{i}").ToArray();
        var options = Reading.Section($$""" "AllowedHosts": [{{string.Join(",", hosts.Select(h => $"\"{h}\""))}}] """);

        Assert.Equal(hosts, options.AllowedHosts);
    }

    [Fact]
    public void CommandLine_TextAndIndexes_AreRead()
    {
        var options = Reading.Options(new ConfigurationBuilder().AddCommandLine(
            ["--ProxyAware:TrustProxy=loopback", "--proxyaware:origins:1", "https://b", "--ProxyAware:Origins:0=https://a", "/ProxyAware:ForTlsProxy=yes"]));

        Reading.NoProblems(options);
        Assert.Equal("loopback", options.TrustProxy);
        Assert.Equal(["https://a", "https://b"], options.Origins);
        Assert.True(options.ForTlsProxy);
    }

    [Fact]
    public void Environment_TextAndIndexes_AreRead()
    {
        using var environment = new EnvironmentScope(
            ("ProxyAware__TrustProxy__0", "10.0.0.1"), ("PROXYAWARE__TRUSTPROXY__1", "unix"), ("ProxyAware__Origins", "https://a https://b"), ("ProxyAware__HttpsPort", "8443"));
        var builder = new ConfigurationBuilder();
        environment.AddTo(builder);
        var options = Reading.Options(builder);

        Reading.NoProblems(options);
        Assert.Equal("10.0.0.1, unix", options.TrustProxy);
        Assert.True(options.TrustProxyIsList);
        Assert.Equal(["https://a", "https://b"], options.Origins);
        Assert.Equal(8443, options.HttpsPort);
    }
}
