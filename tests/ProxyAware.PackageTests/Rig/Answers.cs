namespace ProxyAware.PackageTests.Rig;

/// <summary>What the consumer must answer, however it was built.</summary>
internal static class Answers
{
    public static async Task AreRightAsync(RunningApp app)
    {
        var whoami = await app.WhoamiAsync("203.0.113.9");
        Assert.Equal("203.0.113.9", (string?)whoami["clientIp"]);
        Assert.Equal("https", (string?)whoami["scheme"]);
        Assert.True((bool)whoami["trusted"]!);
        Assert.Equal("Proxied", (string?)whoami["clientQuality"]);

        // Through an upstream that is pinned: the app's own https listener.
        Assert.Equal("Healthy", await app.GetAsync("/upstream"));
    }
}
