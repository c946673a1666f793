using Microsoft.Extensions.Configuration;

namespace ProxyAware.Tests.Configuration;

public class OptionsReaderOverrideTests
{
    [Fact]
    public void EnvironmentText_OverJsonArray_WinsWhole()
    {
        using var environment = new EnvironmentScope(("ProxyAware__TrustProxy", "false"));
        var builder = new ConfigurationBuilder().Json(""" "TrustProxy": ["10.0.0.1", "10.0.0.2"] """);
        environment.AddTo(builder);
        var options = Reading.Options(builder);

        Reading.NoProblems(options);
        Assert.Equal("false", options.TrustProxy);
        Assert.False(options.TrustProxyIsList);
    }

    [Fact]
    public void EnvironmentList_OverLongerJsonArray_LeavesNoTail()
    {
        using var environment = new EnvironmentScope(("ProxyAware__Origins__0", "https://env"));
        var builder = new ConfigurationBuilder().Json(""" "Origins": ["https://a", "https://b", "https://c"] """);
        environment.AddTo(builder);

        Assert.Equal(["https://env"], Reading.Options(builder).Origins);
    }

    [Fact]
    public void EnvironmentIndexInTheMiddle_OverJsonArray_WinsWhole()
    {
        var options = Reading.Options(new ConfigurationBuilder().Json(""" "Origins": ["https://a", "https://b"] """).Memory(("ProxyAware:Origins:7", "https://seven")));

        Assert.Equal(["https://seven"], options.Origins);
    }

    [Fact]
    public void JsonArray_OverText_WinsWhole()
    {
        var options = Reading.Options(new ConfigurationBuilder().Json(""" "TrustProxy": "any" """).Json(""" "TrustProxy": ["unix"] """));

        Reading.NoProblems(options);
        Assert.Equal("unix", options.TrustProxy);
        Assert.True(options.TrustProxyIsList);
    }

    [Theory]
    [InlineData("null")]
    [InlineData("{}")]
    public void LaterNull_OverValue_IsAbsent(string nothing)
    {
        var options = Reading.Options(new ConfigurationBuilder().Json(""" "TrustProxy": "1", "Origins": ["https://a"] """).Json($$""" "TrustProxy": {{nothing}}, "Origins": {{nothing}} """));

        Assert.Equal("1", options.TrustProxy);
        Assert.Equal(["https://a"], options.Origins);
        Assert.Empty(options.ReadNotices);
    }

    [Theory]
    [InlineData("\"\"")]
    [InlineData("[]")]
    public void LaterEmpty_OverValue_IsNobodyOrDefault(string empty)
    {
        var options = Reading.Options(new ConfigurationBuilder()
            .Json(""" "TrustProxy": ["10.0.0.1"], "Origins": ["https://a"], "HttpsPort": 8443, "AutoInsert": false """)
            .Json($$""" "TrustProxy": {{empty}}, "Origins": {{empty}}, "HttpsPort": {{empty}}, "AutoInsert": {{empty}} """));

        Reading.NoProblems(options);
        Assert.Equal("", options.TrustProxy);
        Assert.Empty(options.Origins);
        Assert.Null(options.HttpsPort);
        Assert.True(options.AutoInsert);
    }

    [Fact]
    public void Override_Reading_NamesKeyAndBothProvidersOnce()
    {
        using var environment = new EnvironmentScope(("ProxyAware__TrustProxy", "false"));
        var builder = new ConfigurationBuilder().Json(""" "TrustProxy": ["10.0.0.1", "10.0.0.2"], "Origins": "https://a" """).Memory(("ProxyAware:TrustProxy", "2"));
        environment.AddTo(builder);
        var notice = Assert.Single(Reading.Options(builder).ReadNotices);

        Assert.Equal("PA1101", notice.Code);
        Assert.False(notice.IsWarning);
        Assert.Contains("ProxyAware:TrustProxy is taken from EnvironmentVariablesConfigurationProvider", notice.Text);
        Assert.Contains("overrides the value of JsonStreamConfigurationProvider and MemoryConfigurationProvider", notice.Text);
    }

    [Fact]
    public void SameValueTwice_Reading_NoticesNothing()
    {
        // A host reads its command line twice.
        var options = Reading.Options(new ConfigurationBuilder()
            .AddCommandLine(["--ProxyAware:TrustProxy=1", "--ProxyAware:Origins:0=https://a"])
            .AddCommandLine(["--ProxyAware:TrustProxy=1", "--ProxyAware:Origins:0=https://a"]));

        Assert.Empty(options.ReadNotices);
        Assert.Equal("1", options.TrustProxy);
    }

    [Fact]
    public void SameTextInAnotherShape_Reading_IsNoticed()
    {
        var options = Reading.Options(new ConfigurationBuilder().Json(""" "TrustProxy": "1" """).Json(""" "TrustProxy": ["1"] """));

        Assert.Single(options.ReadNotices);
    }

    [Fact]
    public void AnotherList_OverAList_IsNoticed()
    {
        var options = Reading.Options(new ConfigurationBuilder().Json(""" "Origins": ["https://a"] """).Json(""" "Origins": ["https://b"] """));

        Assert.Contains("ProxyAware:Origins", Assert.Single(options.ReadNotices).Text);
    }

    [Fact]
    public void ProviderWithUnorderedKeys_Reading_KeepsTheOrderOfTheIndexes()
    {
        var options = Reading.Options(new ConfigurationRoot([new UnorderedProvider()]));

        Reading.NoProblems(options);
        Assert.Equal(["h0", "h2", "h10"], options.AllowedHosts);
    }

    [Fact]
    public void TextAndList_InOneProvider_IsAProblem()
    {
        using var environment = new EnvironmentScope(("ProxyAware__TrustProxy", "unix"), ("ProxyAware__TrustProxy__0", "10.0.0.1"));
        var builder = new ConfigurationBuilder();
        environment.AddTo(builder);
        var options = Reading.Options(builder);

        var problem = Reading.OneProblem(options, "PA1006");
        Assert.Equal("ProxyAware:TrustProxy", problem.Key);
        Assert.Equal("unix", problem.Value);
        Assert.Contains("EnvironmentVariablesConfigurationProvider", problem.Reason);
        Assert.Null(options.TrustProxy);
    }

    [Fact]
    public void TextAndList_OverriddenByAnother_IsNoProblem()
    {
        var options = Reading.Options(new ConfigurationBuilder().Memory(("ProxyAware:TrustProxy", "unix"), ("ProxyAware:TrustProxy:0", "a")).Json(""" "TrustProxy": "1" """));

        Reading.NoProblems(options);
        Assert.Equal("1", options.TrustProxy);
    }

    [Fact]
    public void BareSection_TextAndListOfTwoProviders_IsAProblem()
    {
        var root = new ConfigurationBuilder().Json(""" "Origins": ["https://a"] """).Memory(("ProxyAware:Origins", "https://b")).Build();

        var problem = Reading.OneProblem(Reading.Options(root.GetSection("ProxyAware"), sectionPath: null), "PA1006");
        Assert.Equal("ProxyAware:Origins", problem.Key);
        Assert.Equal(["https://b"], Reading.Options(root).Origins);
    }

    [Fact]
    public void BareSection_Values_AreReadUnderTheirFullKeys()
    {
        var root = new ConfigurationBuilder().WholeJson("""{ "Web": { "Proxy": { "TrustProxy": ["unix"], "UrlRoot": "/r", "HttpsPort": "x", "Orgins": "y" } } }""").Build();

        foreach (var options in new[]
        {
            Reading.Options(root.GetSection("Web:Proxy"), sectionPath: null), Reading.Options(root.GetSection("Web"), "Proxy"), Reading.Options(root, "Web:Proxy"),
        })
        {
            Assert.Equal("unix", options.TrustProxy);
            Assert.True(options.TrustProxyIsList);
            Assert.Equal("/r", options.UrlRoot);
            Assert.Equal(["Web:Proxy:HttpsPort", "Web:Proxy:Orgins"], options.ReadProblems.Select(p => p.Key));
        }
    }

    [Fact]
    public void RootThatIsTheSection_Values_AreRead()
    {
        var options = Reading.Options(new ConfigurationBuilder().Memory(("TrustProxy", "1"), ("HttpsPort", "x")).Build(), sectionPath: null);

        Assert.Equal("1", options.TrustProxy);
        Assert.Equal("HttpsPort", Reading.OneProblem(options, "PA1005").Key);
    }

    [Fact]
    public void ConfigurationManager_Providers_AreSeen()
    {
        using var manager = new ConfigurationManager();
        manager.Json(""" "Origins": ["https://a", "https://b"] """).Memory(("ProxyAware:Origins", "https://c"));

        Assert.Equal(["https://c"], Reading.Options((IConfiguration)manager).Origins);
    }

    [Fact]
    public void ChainedRoots_Providers_AreSeenInPlace()
    {
        var inner = new ConfigurationBuilder().Json(""" "TrustProxy": ["10.0.0.1", "10.0.0.2"], "Origins": "https://a", "UrlRoot": "/a" """).Memory(("ProxyAware:Origins", "")).Build();
        var middle = new ConfigurationBuilder().AddConfiguration(inner).Memory(("ProxyAware:TrustProxy:0", "unix")).Build();
        var options = Reading.Options(new ConfigurationBuilder().Json(""" "UrlRoot": "/below", "HttpsPort": 1 """).AddConfiguration(middle).Memory(("ProxyAware:HttpsPort", "2")));

        Reading.NoProblems(options);
        Assert.Equal("unix", options.TrustProxy);
        Assert.Empty(options.Origins);
        Assert.Equal("/a", options.UrlRoot);
        Assert.Equal(2, options.HttpsPort);
    }

    [Fact]
    public void ChainedSection_EmptyText_IsNotLost()
    {
        var inner = new ConfigurationBuilder().WholeJson("""{ "Shared": { "ProxyAware": { "TrustProxy": "", "Origins": ["https://b"] } } }""").Build();
        var options = Reading.Options(new ConfigurationBuilder().Json(""" "TrustProxy": "any", "Origins": ["https://a", "https://c"] """).AddConfiguration(inner.GetSection("Shared")));

        Reading.NoProblems(options);
        Assert.Equal("", options.TrustProxy);
        Assert.Equal(["https://b"], options.Origins);
    }

    /// <summary>A provider of somebody's own, which nobody told to sort.</summary>
    private sealed class UnorderedProvider : ConfigurationProvider
    {
        public override bool TryGet(string key, out string? value)
        {
            value = key.StartsWith("ProxyAware:AllowedHosts:", StringComparison.Ordinal) ? "h" + key.Split(':')[2] : null;
            return value is not null;
        }

        public override IEnumerable<string> GetChildKeys(IEnumerable<string> earlierKeys, string? parentPath) => parentPath switch
        {
            "ProxyAware" => ["AllowedHosts"],
            "ProxyAware:AllowedHosts" => ["10", "0", "2", "0"],
            _ => [],
        };
    }
}
