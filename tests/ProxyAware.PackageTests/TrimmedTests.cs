using ProxyAware.PackageTests.Rig;

namespace ProxyAware.PackageTests;

[Collection(PackageGroup.Name)]
public sealed class TrimmedTests(PackageRig rig)
{
    [TrimmedFact]
    public async Task TrimmedApp_WithThePackage_AnswersAndNothingIsWarnedAbout()
    {
        var (folder, said) = await (await rig.ConsumerAsync()).PublishTrimmedAsync();

        // It was trimmed: of a whole runtime nothing would be missing.
        Assert.False(File.Exists(Path.Combine(folder, "Microsoft.AspNetCore.Mvc.Core.dll")));
        Assert.DoesNotMatch("warning [A-Z]+[0-9]+", said);
        await using var app = await RunningApp.StartAsync(Path.Combine(folder, OperatingSystem.IsWindows() ? "Consumer.exe" : "Consumer"));
        await Answers.AreRightAsync(app);
    }
}
