using ProxyAware.Tests.Upstream.Pki;

namespace ProxyAware.FunctionalTests.Upstream;

/// <summary>The exit code of a probe, and what it says about each kind of server.</summary>
public sealed class ProbeVerdictTests
{
    public static TheoryData<string, string, int, string> Servers => new()
    {
        { nameof(TestPki.Leaf), $"ServerName={TestPki.ServerName}", 0, "accepted" },
        { nameof(TestPki.LeafUnderTwo), $"ServerName={TestPki.ServerName}", 0, "accepted" },
        { nameof(TestPki.Address), "", 0, "accepted" },
        { nameof(TestPki.Leaf), "", 1, "PA5202" },
        { nameof(TestPki.OtherName), $"ServerName={TestPki.ServerName}", 1, "PA5202" },
        { nameof(TestPki.SelfSigned), $"ServerName={TestPki.ServerName}", 1, "PA5203" },
        { nameof(TestPki.OfStranger), $"ServerName={TestPki.ServerName}", 1, "PA5205" },
        { nameof(TestPki.Expired), $"ServerName={TestPki.ServerName}", 1, "PA5206" },
        { nameof(TestPki.NotYetValid), $"ServerName={TestPki.ServerName}", 1, "PA5207" },
    };

    [Theory]
    [MemberData(nameof(Servers))]
    public async Task Server_UnderAnAuthorityOfOnesOwn_IsJudged(string certificate, string setting, int exitCode, string said)
    {
        using var files = new BackendFiles();
        await using var server = new TlsTestServer(ByName(certificate));

        var run = await ProbeRun.OfAsync(
            $"{server.Url}", [$"TrustedCertificateFile={files.Write("ca", TestPki.Root.Pem)}", .. setting.Length == 0 ? Array.Empty<string>() : [setting]]);

        Assert.True(run.ExitCode == exitCode, run.All);
        Assert.Contains(said, run.Output, StringComparison.Ordinal);
        Assert.Contains(PinText.Of(ByName(certificate)), run.Output, StringComparison.Ordinal);
        Assert.Equal(exitCode == 1, run.Output.Contains("remedy:", StringComparison.Ordinal));
        Assert.Equal(exitCode == 0, server.Requests > 0);
    }

    [Theory]
    [InlineData(nameof(Misbehaviour.PlainHttp), "PA5220")]
    [InlineData(nameof(Misbehaviour.CloseOnAccept), "PA5221")]
    [InlineData(nameof(Misbehaviour.CloseAfterClientHello), "PA5221")]
    [InlineData(nameof(Misbehaviour.ResetAfterClientHello), "PA5221")]
    public async Task Server_WithoutTls_IsRecognised(string kind, string code)
    {
        await using var server = new TlsTestServer(new TlsTestServerOptions { Misbehaviour = Enum.Parse<Misbehaviour>(kind) });

        var run = await ProbeRun.OfAsync($"{server.Url}");

        Assert.True(run.ExitCode == 1, run.All);
        Assert.Contains(code, run.Output, StringComparison.Ordinal);
        Assert.Contains("remedy:", run.Output, StringComparison.Ordinal);
    }

    private static TestCertificate ByName(string name) => (TestCertificate)typeof(TestPki).GetProperty(name)!.GetValue(null)!;
}
