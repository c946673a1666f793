using ProxyAware.FunctionalTests.Rig;
using ProxyAware.FunctionalTests.Upstream;
using ProxyAware.Tests.Upstream.Pki;
using TestPki = ProxyAware.Tests.Upstream.Pki.TestPki;

namespace ProxyAware.FunctionalTests.Documentation;

/// <summary>The guide to upstreams, step by step: its settings, its command, its servers.</summary>
public sealed class UpstreamGuideTests(MutualTlsSite site) : IClassFixture<MutualTlsSite>
{
    [NginxFact]
    public async Task Settings_OfTheGuide_AreAcceptedByItsServers()
    {
        var run = await ProbeAsync(TestPki.Root);

        Assert.True(run.ExitCode == 0, run.Output + run.Errors);
        Assert.Contains("accepted", run.Output, StringComparison.Ordinal);
    }

    [NginxFact]
    public async Task Authority_ThatIsAnother_IsNamed()
    {
        var run = await ProbeAsync(TestPki.StrangerRoot);

        Assert.True(run.ExitCode == 1, run.Output + run.Errors);
        Assert.Contains("PA5205", run.Output, StringComparison.Ordinal);
    }

    private async Task<(int ExitCode, string Output, string Errors)> ProbeAsync(TestCertificate authority)
    {
        using var files = new BackendFiles();
        using var folder = new TempFolder();
        await File.WriteAllTextAsync(folder.File("appsettings.json"), PageBlock.Read("guides/nginx-upstream-tls.md#appsettings.json").With(
            ("/etc/nginx/trusted_ca_cert.crt", files.Write("ca", authority.Pem)),
            ("/etc/nginx/client.pem", files.Certificate(TestPki.Client)),
            ("/etc/nginx/client.key", files.Key(TestPki.Client))));
        return await SampleApp.RunToEndAsync(
            ["probe", "backend", $"https://{site.Nginx.EndPoint("REQUIRED_PORT")}/yourapp", $"--contentRoot={folder.Path}"]);
    }
}
