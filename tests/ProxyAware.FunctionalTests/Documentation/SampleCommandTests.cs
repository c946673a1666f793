using ProxyAware.FunctionalTests.Rig;
using ProxyAware.Tests.Documentation;

namespace ProxyAware.FunctionalTests.Documentation;

/// <summary>Every documented command of the sample runs as it stands, with the files that the pages show and an address where nobody listens.</summary>
public class SampleCommandTests
{
    private const string Prefix = "dotnet run --project src/ProxyAware.Samples -- ";

    public static TheoryData<string> Commands =>
    [
        .. Pages.Snippets("shell").SelectMany(s => s.Text.Split('\n')).Where(l => l.StartsWith(Prefix, StringComparison.Ordinal)).Select(l => l[Prefix.Length..]).Distinct(StringComparer.Ordinal),
    ];

    [Theory]
    [MemberData(nameof(Commands))]
    public async Task Sample_WithADocumentedCommand_Understands(string command)
    {
        using var folder = new TempFolder();
        await WriteFilesAsync(folder);

        var (exitCode, output, errors) = await SampleApp.RunToEndAsync([.. command.Split(' ').Select(a => Here(folder, a))]);

        Assert.Empty(errors);
        Assert.True(exitCode is 0 or 1, $"{exitCode}: {output}");
        Assert.Contains("verdict:", output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Explain_OfTheDocumentedRequest_SaysWhatThePageSays()
    {
        using var folder = new TempFolder();
        await WriteFilesAsync(folder);
        var documented = Pages.SnippetsOf("docs/explain.md").Single(s => s.Language == "text").Text.Split('\n', StringSplitOptions.RemoveEmptyEntries).Where(l => l != "...");

        var (exitCode, output, _) = await SampleApp.RunToEndAsync(["explain", folder.File("request.http"), "--config", folder.File("appsettings.json")]);

        Assert.Equal(0, exitCode);
        Assert.All(documented, line => Assert.Contains(line, output, StringComparison.Ordinal));
    }

    private static async Task WriteFilesAsync(TempFolder folder)
    {
        await File.WriteAllTextAsync(folder.File("request.http"), Block("docs/explain.md", "http"));
        await File.WriteAllTextAsync(folder.File("appsettings.json"), $"{{ {Block("docs/explain.md", "json")} }}");
        await File.WriteAllTextAsync(folder.File("cockpit.conf"), Block("docs/migrate/from-cockpit-conf.md", "ini"));
    }

    private static string Block(string page, string language) => Pages.SnippetsOf(page).First(s => s.Language == language).Text;

    /// <summary>An argument with the files of the folder, and a server of this machine that is not there.</summary>
    private static string Here(TempFolder folder, string argument)
    {
        foreach (var file in (string[])["request.http", "appsettings.json", "cockpit.conf"])
        {
            argument = argument.Replace(file, folder.File(file), StringComparison.Ordinal);
        }

        return argument.StartsWith("https://", StringComparison.Ordinal) ? "https://127.0.0.1:1/" : argument;
    }
}
