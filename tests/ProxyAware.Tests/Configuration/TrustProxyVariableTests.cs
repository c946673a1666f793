using Microsoft.Extensions.Configuration;
using ProxyAware.Configuration;

namespace ProxyAware.Tests.Configuration;

public class TrustProxyVariableTests
{
    [Theory]
    [InlineData("1", "1")]
    [InlineData(" loopback ", "loopback")]
    [InlineData("", "")]
    public void Variable_TrustProxyAbsent_IsTaken(string text, string expected)
    {
        var options = Apply(new ConfigurationBuilder().Memory(("TRUST_PROXY", text)));

        Assert.Equal(expected, options.TrustProxy);
        Assert.Equal("TRUST_PROXY", options.TrustProxyKey);
        Assert.False(options.TrustProxyIsList);
    }

    [Fact]
    public void Variable_AsAList_IsTakenAsAList()
    {
        using var environment = new EnvironmentScope(("TRUST_PROXY__0", "10.0.0.1"), ("TRUST_PROXY__1", "unix"));
        var builder = new ConfigurationBuilder();
        environment.AddTo(builder);
        var options = Apply(builder);

        Assert.Equal("10.0.0.1, unix", options.TrustProxy);
        Assert.True(options.TrustProxyIsList);
        Assert.Equal("TRUST_PROXY", options.TrustProxyKey);
    }

    [Fact]
    public void Variable_TextOverList_WinsWhole()
    {
        var options = Apply(new ConfigurationBuilder().WholeJson("""{ "TRUST_PROXY": ["10.0.0.1"] }""").Memory(("TRUST_PROXY", "false")));

        Assert.Equal("false", options.TrustProxy);
        Assert.StartsWith("TRUST_PROXY is taken from MemoryConfigurationProvider", Assert.Single(options.ReadNotices).Text);
    }

    [Theory]
    [InlineData("2")]
    [InlineData("")]
    public void Variable_TrustProxySet_IsNotRead(string own)
    {
        var configuration = new ConfigurationBuilder().Memory(("TRUST_PROXY", "any"), ("ProxyAware:TrustProxy", own)).Build();
        var options = Reading.Options(configuration);
        TrustProxyVariable.Apply(configuration, options);

        Assert.Equal(own, options.TrustProxy);
        Assert.Null(options.TrustProxyKey);
    }

    [Fact]
    public void Variable_TextAndList_IsAProblem()
    {
        var options = Apply(new ConfigurationBuilder().Memory(("TRUST_PROXY", "1"), ("TRUST_PROXY:0", "unix")));

        Assert.Equal("TRUST_PROXY", Reading.OneProblem(options, "PA1006").Key);
        Assert.Null(options.TrustProxy);
    }

    [Fact]
    public void Variable_Absent_ChangesNothing()
    {
        var options = Apply(new ConfigurationBuilder().WholeJson("""{ "TRUST_PROXY": null, "ProxyAware": { "X": 1 } }"""));
        TrustProxyVariable.Apply(null, options);

        Assert.Null(options.TrustProxy);
        Assert.Null(options.TrustProxyKey);
        Reading.NoProblems(options);
    }

    private static ProxyAwareOptions Apply(IConfigurationBuilder builder)
    {
        var options = new ProxyAwareOptions();
        TrustProxyVariable.Apply(builder.Build(), options);
        return options;
    }
}
