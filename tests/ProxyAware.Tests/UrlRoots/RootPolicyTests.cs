using ProxyAware.UrlRoots;

namespace ProxyAware.Tests.UrlRoots;

public class RootPolicyTests
{
    private const string Header = "X-Forwarded-Prefix";

    [Theory]
    // root, mode, header, path, prefix, placement, root, path, stripped
    [InlineData("", UrlRootMode.Auto, null, "/x", null, "Inside", "", "/x", false)]
    [InlineData("/secret", UrlRootMode.Auto, null, "/secret/x", null, "Inside", "/secret", "/x", false)]
    [InlineData("/secret", UrlRootMode.Auto, Header, "/secret/x", null, "Inside", "/secret", "/x", false)]
    [InlineData("/secret", UrlRootMode.Auto, Header, "/x", "/secret", "Inside", "/secret", "/x", true)]
    [InlineData("/secret", UrlRootMode.Auto, Header, "/", "/secret", "Inside", "/secret", "/", true)]
    [InlineData("/secret", UrlRootMode.Auto, Header, "/secret/admin", "/secret", "Inside", "/secret", "/secret/admin", true)] // /secret/secret/admin for the proxy; must not become /admin
    [InlineData("/secret", UrlRootMode.Auto, Header, "/secret", "/secret", "Inside", "/secret", "/secret", true)]
    [InlineData("/secret", UrlRootMode.Auto, Header, "/secret/x", "/other", "Inside", "/secret", "/x", false)] // another prefix counts as absent
    [InlineData("/secret", UrlRootMode.Auto, Header, "/x", "/other", "Outside", "", "/x", false)]
    [InlineData("/secret", UrlRootMode.Auto, Header, "/x", "/SECRET", "Outside", "", "/x", false)]
    [InlineData("/secret", UrlRootMode.Auto, Header, "/x", "", "Outside", "", "/x", false)]
    [InlineData("", UrlRootMode.Stripped, null, "/x", "", "Inside", "", "/x", true)]
    [InlineData("/secret", UrlRootMode.Auto, null, "/secret", null, "RootWithoutSlash", "/secret", "", false)]
    [InlineData("/secret", UrlRootMode.Auto, null, "/secretx", null, "Outside", "", "/secretx", false)]
    [InlineData("/secret", UrlRootMode.Auto, null, "", null, "Outside", "", "", false)] // OPTIONS *
    [InlineData("/secret", UrlRootMode.Kept, Header, "/x", "/secret", "Outside", "", "/x", false)]
    [InlineData("/secret", UrlRootMode.Kept, Header, "/secret/x", "/secret", "Inside", "/secret", "/x", false)]
    [InlineData("/secret", UrlRootMode.Stripped, null, "/x", null, "Inside", "/secret", "/x", true)]
    [InlineData("/secret", UrlRootMode.Stripped, null, "/secret/admin", null, "Inside", "/secret", "/secret/admin", true)]
    [InlineData("/secret", UrlRootMode.Stripped, Header, "/x", "/other", "Inside", "/secret", "/x", true)]
    [InlineData("", UrlRootMode.Auto, Header, "/x", "/dyn", "Inside", "/dyn", "/x", true)]
    [InlineData("", UrlRootMode.Auto, Header, "/dyn/x", "/dyn", "Inside", "/dyn", "/dyn/x", true)]
    [InlineData("", UrlRootMode.Auto, Header, "/x", null, "Inside", "", "/x", false)]
    [InlineData("", UrlRootMode.Auto, Header, "/x", "", "Inside", "", "/x", false)]
    [InlineData("", UrlRootMode.Stripped, Header, "/x", "/dyn", "Inside", "/dyn", "/x", true)]
    [InlineData("", UrlRootMode.Kept, Header, "/dyn/x", "/dyn", "Inside", "/dyn", "/x", false)]
    [InlineData("", UrlRootMode.Kept, Header, "/dyn", "/dyn", "RootWithoutSlash", "/dyn", "", false)]
    [InlineData("", UrlRootMode.Kept, Header, "/x", "/dyn", "Outside", "", "/x", false)]
    [InlineData("", UrlRootMode.Kept, Header, "/x", null, "Inside", "", "/x", false)]
    public void Decide_Path_IsPlaced(
        string root, UrlRootMode mode, string? header, string path, string? prefix, string placement, string decidedRoot, string decidedPath, bool stripped)
    {
        var decision = new RootPolicy(UrlRoot.Parse(root), mode, header).Decide("", path, prefix);

        Assert.Equal(Enum.Parse<RootPlacement>(placement), decision.Placement);
        Assert.Equal(decidedRoot, decision.Root.Value);
        Assert.Equal(decidedPath, decision.Path.Value);
        Assert.Equal(stripped, decision.Stripped);
    }

    [Theory]
    [InlineData("/app", UrlRootMode.Auto, "/app", null)] // IIS took the virtual directory off
    [InlineData("/app", UrlRootMode.Auto, "/app", "/app")]
    [InlineData("/app", UrlRootMode.Kept, "/app", null)]
    [InlineData("/app", UrlRootMode.Stripped, "/app", null)]
    [InlineData("", UrlRootMode.Auto, "/app", "/app")]
    public void Decide_ServerTookTheSameRoot_AddsNothing(string root, UrlRootMode mode, string pathBase, string? prefix)
    {
        var decision = new RootPolicy(UrlRoot.Parse(root), mode, Header).Decide(pathBase, "/x", prefix);

        Assert.Equal(RootPlacement.Inside, decision.Placement);
        Assert.True(decision.Root.IsNone);
        Assert.Equal("/x", decision.Path.Value);
    }
}
