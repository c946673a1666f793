using System.Text.Json.Nodes;
using ProxyAware.FunctionalTests.Rig;
using ProxyAware.PackageTests.Rig;

namespace ProxyAware.PackageTests;

/// <summary>What somebody gets who installs the package.</summary>
[Collection(PackageGroup.Name)]
public sealed class ConsumerTests(PackageRig rig)
{
    [Fact]
    public async Task FreshApp_WithThePackage_AnswersAndStopsOnNonsense()
    {
        var built = await (await rig.ConsumerAsync()).BuildAsync();
        Assert.Equal((await rig.PackageAsync()).Entries["lib/net10.0/ProxyAware.dll"], await File.ReadAllBytesAsync(Path.Combine(built, "ProxyAware.dll")));

        var program = Path.Combine(built, "Consumer.dll");
        await using (var app = await RunningApp.StartAsync(program))
        {
            await Answers.AreRightAsync(app);
        }

        await using var stopped = RunningApp.Start(program, ("ProxyAware__TrustProxy", "true"));
        Assert.NotEqual(0, await stopped.Exit.WaitAsync(Patience.Limit));
        Assert.Contains("ProxyAware:TrustProxy = 'true'", stopped.Output + stopped.Errors, StringComparison.Ordinal);
    }

    [Fact]
    public async Task FreshApp_WithThePackage_HasTheSchemaForItsEditor()
    {
        var items = JsonNode.Parse(await (await rig.ConsumerAsync()).ItemsAsync("JsonSchemaSegment"))!["Items"]!["JsonSchemaSegment"]!.AsArray();
        var segment = Assert.Single(items, item => ((string)item!["FullPath"]!).Contains("proxyaware", StringComparison.Ordinal))!;
        Assert.Matches((string)segment["FilePathPattern"]!, "appsettings.json");
        Assert.Matches((string)segment["FilePathPattern"]!, "appsettings.Development.json");
        var schema = JsonNode.Parse(await File.ReadAllTextAsync((string)segment["FullPath"]!))!;
        Assert.NotNull(schema["properties"]!["ProxyAware"]!["properties"]!["TrustProxy"]);
    }
}
