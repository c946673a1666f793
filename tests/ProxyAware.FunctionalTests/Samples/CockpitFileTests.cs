using ProxyAware.FunctionalTests.Rig;

namespace ProxyAware.FunctionalTests.Samples;

/// <summary>The sample configured by a Cockpit administrator's file alone.</summary>
public sealed class CockpitFileTests
{
    private const string Setting = "Samples__CockpitConf";

    [Fact]
    public async Task File_WithAProtocolHeader_SwitchesOnNothingElse()
    {
        using var folder = new TempFolder();
        File.WriteAllText(folder.File("cockpit.conf"), "[WebService]\nOrigins = https://infram.example.com\nProtocolHeader = X-Forwarded-Proto\n");
        await using var app = await SampleApp.StartAsync((Setting, folder.File("cockpit.conf")));

        var answer = (await new Visitor(app.EndPoint, "127.0.0.1").SendRawAsync("/whoami", "X-Forwarded-Proto: https", "X-Forwarded-For: 6.6.6.6")).Whoami();

        Assert.Equal("https", answer.Scheme);
        Assert.Equal(("127.0.0.1", "Unnamed"), (answer.ClientIp, answer.ClientQuality));
    }

    [Theory]
    [InlineData("[WebService]\nProtocolHeader = X Forwarded Proto\n", "'X Forwarded Proto'")]
    [InlineData("[WebService]\nOrigin = https://infram.example.com\n", "Origins")]
    public async Task File_WithAMistake_StopsTheStart(string content, string evidence)
    {
        using var folder = new TempFolder();
        File.WriteAllText(folder.File("cockpit.conf"), content);

        var (exitCode, errors) = await SampleApp.RunToEndAsync((Setting, folder.File("cockpit.conf")));

        Assert.Equal(2, exitCode);
        Assert.Contains(evidence, errors, StringComparison.Ordinal);
    }

    [Fact]
    public async Task File_ThatIsMissing_StopsTheStart()
    {
        using var folder = new TempFolder();

        var (exitCode, errors) = await SampleApp.RunToEndAsync((Setting, folder.File("missing.conf")));

        Assert.Equal(2, exitCode);
        Assert.Contains("missing.conf", errors, StringComparison.Ordinal);
    }
}
