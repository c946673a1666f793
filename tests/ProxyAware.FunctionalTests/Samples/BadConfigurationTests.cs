using ProxyAware.FunctionalTests.Rig;

namespace ProxyAware.FunctionalTests.Samples;

/// <summary>Nonsense in the configuration stops the start, and says what, why and how to put it right.</summary>
public sealed class BadConfigurationTests
{
    [Theory]
    [InlineData("ProxyAware__TrustProxy", "true", "ProxyAware:TrustProxy", "'true'")]
    [InlineData("ProxyAware__TrustProxy", "*", "ProxyAware:TrustProxy", "'*'")]
    [InlineData("ProxyAware__TrustProxy", "10/8", "ProxyAware:TrustProxy", "'10/8'")]
    [InlineData("ProxyAware__TrustProxy", "010.0.0.1", "ProxyAware:TrustProxy", "'010.0.0.1'")]
    [InlineData("ProxyAware__TrustProxy", "1,2", "ProxyAware:TrustProxy", "'1'")]
    [InlineData("ProxyAware__TrustProxy", "-1", "ProxyAware:TrustProxy", "'-1'")]
    [InlineData("ProxyAware__TrustProxy", "1.5", "ProxyAware:TrustProxy", "'1.5'")]
    [InlineData("ProxyAware__TrustProxy", "localhost", "ProxyAware:TrustProxy", "'localhost'")]
    [InlineData("ProxyAware__TrustProxy", "0.0.0.0/0", "ProxyAware:TrustProxy", "'0.0.0.0/0'")]
    [InlineData("TRUST_PROXY", "true", "TRUST_PROXY", "'true'")]
    [InlineData("ProxyAware__TrustProxi", "1", "ProxyAware:TrustProxi", "TrustProxy")]
    [InlineData("ProxyAware__ForwardedForHeader", "X Forwarded For", "ProxyAware:ForwardedForHeader", "'X Forwarded For'")]
    public async Task Start_WithNonsense_EndsWithTheReason(string name, string value, string key, string evidence)
    {
        var (exitCode, errors) = await SampleApp.RunToEndAsync((name, value));

        Assert.Equal(2, exitCode);
        Assert.Contains(key, errors, StringComparison.Ordinal);
        Assert.Contains(evidence, errors, StringComparison.Ordinal);
        Assert.Contains("Fix: ", errors, StringComparison.Ordinal);
        Assert.DoesNotContain("   at ", errors, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Start_WithSeveralMistakes_NamesThemTogether()
    {
        var (exitCode, errors) = await SampleApp.RunToEndAsync(
            ("ProxyAware__TrustProxy", "10/8, localhost"), ("ProxyAware__ForwardedForHeader", "X Forwarded For"), ("ProxyAware__TrustProxi", "1"));

        Assert.Equal(2, exitCode);
        Assert.Contains("'10/8'", errors, StringComparison.Ordinal);
        Assert.Contains("'localhost'", errors, StringComparison.Ordinal);
        Assert.Contains("'X Forwarded For'", errors, StringComparison.Ordinal);
        Assert.Contains("TrustProxi", errors, StringComparison.Ordinal);
    }
}
