using System.Text.Json;
using ProxyAware.Tests.Upstream.Pki;

namespace ProxyAware.FunctionalTests.Upstream;

/// <summary>What a probe prints about a self-signed server, pasted into the configuration, makes the next run succeed.</summary>
public sealed class ProbePasteTests
{
    [Fact]
    public async Task SelfSigned_Server_IsRejectedWithTheRemedy()
    {
        await using var server = new TlsTestServer(TestPki.SelfSigned);

        var run = await ProbeRun.OfAsync($"{server.Url}", $"ServerName={TestPki.ServerName}");

        Assert.True(run.ExitCode == 1, run.All);
        Assert.Contains("PA5203", run.Output, StringComparison.Ordinal);
        Assert.Contains("remedy:", run.Output, StringComparison.Ordinal);
        Assert.Contains(PinText.Of(TestPki.SelfSigned), run.Pasted, StringComparison.Ordinal);
        Assert.Equal(0, server.Requests);
        Assert.Equal(0, server.ApplicationBytes);
    }

    [Theory]
    [InlineData("file")]
    [InlineData("environment")]
    [InlineData("arguments")]
    public async Task Pasted_Pin_MakesTheNextRunSucceed(string place)
    {
        using var files = new BackendFiles();
        await using var server = new TlsTestServer(TestPki.SelfSigned);
        var pasted = (await ProbeRun.OfAsync($"{server.Url}")).Pasted;
        Assert.NotNull(pasted);

        var run = await NextAsync(place, $"{server.Url}", $"{{ {pasted} }}", files.Folder);

        Assert.True(run.ExitCode == 0, run.All);
        Assert.Contains("accepted", run.Output, StringComparison.Ordinal);
        Assert.Equal(1, server.Requests);
    }

    [Fact]
    public async Task Pasted_PinOfAnotherServer_IsRejected()
    {
        await using var server = new TlsTestServer(TestPki.SelfSigned);

        var run = await ProbeRun.OfAsync($"{server.Url}", "Verification=PinOnly", $"Pins={PinText.Of(TestPki.RotatedOtherKey)}");

        Assert.True(run.ExitCode == 1, run.All);
        Assert.Contains("PA5217", run.Output, StringComparison.Ordinal);
        Assert.Contains(PinText.Of(TestPki.SelfSigned), run.Pasted, StringComparison.Ordinal);
    }

    private static async Task<ProbeRun> NextAsync(string place, string url, string json, string folder)
    {
        if (place == "file")
        {
            await File.WriteAllTextAsync(Path.Combine(folder, "appsettings.json"), json);
            return await ProbeRun.WithArgumentsAsync([url, $"--contentRoot={folder}"]);
        }

        var upstream = JsonElement.Parse(json).GetProperty("ProxyAware").GetProperty("Upstreams").GetProperty("host");
        var verification = upstream.GetProperty("Verification").GetString()!;
        var pin = Assert.Single(upstream.GetProperty("Pins").EnumerateArray()).GetString()!;
        return place == "arguments"
            ? await ProbeRun.OfAsync(url, $"Verification={verification}", $"Pins={pin}")
            : await ProbeRun.WithArgumentsAsync(
                [url], ("ProxyAware__Upstreams__host__Verification", verification), ("ProxyAware__Upstreams__host__Pins__0", pin));
    }
}
