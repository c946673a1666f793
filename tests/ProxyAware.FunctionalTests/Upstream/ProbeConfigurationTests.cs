namespace ProxyAware.FunctionalTests.Upstream;

/// <summary>A probe that cannot be made ends with 2, before anybody is connected to.</summary>
public sealed class ProbeConfigurationTests
{
    private const string Nowhere = "https://127.0.0.1:1/";

    [Theory]
    [InlineData("Verification=4", "", "Verification", "'4'")]
    [InlineData("Verification=DangerousNone", "", "Verification", "Development")]
    [InlineData("Verification=DangerousNone", "Pins=sha256/AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA=", "Pins", "no effect with Verification DangerousNone")]
    [InlineData("Verification=PinOnly", "", "Verification", "PinOnly needs pins")]
    [InlineData("Verification=System", "TrustedCertificateFile=ca.pem", "TrustedCertificateFile", "no effect with Verification System")]
    [InlineData("TrustedCertificateFile=missing.pem", "", "TrustedCertificateFile", "missing.pem")]
    [InlineData("TrustedCertificatFile=ca.pem", "", "TrustedCertificatFile", "TrustedCertificateFile")]
    [InlineData("Pins=sha256/AAAA", "", "Pins", "sha256/AAAA")]
    [InlineData("ServerName=https://backend", "", "ServerName", "https://backend")]
    [InlineData("HandshakeTimeout=soon", "", "HandshakeTimeout", "'soon'")]
    public async Task Configuration_ThatCannotBeUsed_EndsWithTheReason(string first, string second, string key, string evidence)
    {
        var run = await ProbeRun.OfAsync(Nowhere, [.. new[] { first, second }.Where(s => s.Length > 0)]);

        Assert.True(run.ExitCode == 2, run.All);
        Assert.Contains($"ProxyAware:Upstreams:host:{key}", run.Errors, StringComparison.Ordinal);
        Assert.Contains(evidence, run.Errors, StringComparison.Ordinal);
        Assert.Contains("Fix: ", run.Errors, StringComparison.Ordinal);
        Assert.DoesNotContain("   at ", run.All, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("http://127.0.0.1:1/")]
    [InlineData("127.0.0.1:1")]
    [InlineData("/whoami")]
    [InlineData("wss://127.0.0.1:1/")]
    public async Task Url_WithoutHttps_EndsWithTheUsage(string url)
    {
        var run = await ProbeRun.OfAsync(url);

        Assert.True(run.ExitCode == 2, run.All);
        Assert.Contains("usage: probe <name> <url>", run.Errors, StringComparison.Ordinal);
        Assert.Contains("https://", run.Errors, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("soon")]
    [InlineData("00:00:00")]
    [InlineData("-00:00:01")]
    [InlineData("30")] // days, which nobody means
    public async Task Timeout_ThatIsNone_EndsWithTheReason(string timeout)
    {
        var run = await ProbeRun.WithArgumentsAsync([Nowhere, $"--Probe:Timeout={timeout}"]);

        Assert.True(run.ExitCode == 2, run.All);
        Assert.Contains("Probe:Timeout", run.Errors, StringComparison.Ordinal);
        Assert.DoesNotContain("   at ", run.All, StringComparison.Ordinal);
    }
}
