using Microsoft.AspNetCore.Http;

namespace ProxyAware.Tests.UrlRoots;

public class UrlRootTests
{
    [Theory]
    [InlineData(null, "")]
    [InlineData("", "")]
    [InlineData("  ", "")]
    [InlineData("/", "")]
    [InlineData("///", "")]
    [InlineData("secret", "/secret")]
    [InlineData("/secret", "/secret")]
    [InlineData("secret/", "/secret")]
    [InlineData("///secret///", "/secret")]
    [InlineData(" /secret ", "/secret")]
    [InlineData("a/b", "/a/b")]
    [InlineData("/caf%C3%A9", "/café")]
    public void Parse_AsPeopleWriteIt_IsNormalized(string? text, string value)
    {
        var root = UrlRoot.Parse(text);
        Assert.Equal(value, root.Value);
        Assert.Equal(value.Length == 0, root.IsNone);
        Assert.Equal(value.Length == 0 ? "/" : value, root.ToString());
    }

    [Fact]
    public void Roots_OfTheSamePath_AreEqual()
    {
        Assert.Equal(UrlRoot.Parse("/secret"), UrlRoot.Parse("secret/"));
        Assert.True(UrlRoot.Parse("/secret") == UrlRoot.Parse("secret/"));
        Assert.Equal(UrlRoot.Parse("/secret").GetHashCode(), UrlRoot.Parse("secret/").GetHashCode());
        Assert.True(UrlRoot.Parse("/secret") != UrlRoot.Parse("/SECRET"));
        Assert.False(UrlRoot.None.Equals(null));
        Assert.True(UrlRoot.None != null);
    }

    [Theory]
    [InlineData("a//b")]
    [InlineData("/a/../b")]
    [InlineData("/a\\b")]
    [InlineData("/a b")]
    [InlineData("/a\"b")] // Cockpit takes it, and it breaks out of <base href>
    [InlineData("https://evil.example")]
    [InlineData("/%2e%2e")]
    [InlineData("/a?b")]
    public void Parse_NoRoot_SaysWhy(string text)
    {
        Assert.False(UrlRoot.TryParse(text, out var root, out var reason));
        Assert.Null(root);
        Assert.NotEmpty(reason);
        Assert.Contains(reason, Assert.Throws<FormatException>(() => UrlRoot.Parse(text)).Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("/secret/x", true, "/x")]
    [InlineData("/secret/", true, "/")]
    [InlineData("/secret", true, "")]
    [InlineData("/secret//x", true, "//x")]
    [InlineData("/secret/secret", true, "/secret")]
    [InlineData("/secretx", false, "/secretx")] // a whole segment or nothing
    [InlineData("/SECRET/x", false, "/SECRET/x")] // PathString compares without regard to case
    [InlineData("/Secret", false, "/Secret")]
    [InlineData("//secret/", false, "//secret/")]
    [InlineData("/", false, "/")]
    [InlineData("", false, "")]
    [InlineData("/secret%2Fx", false, "/secret%2Fx")] // servers leave an encoded slash alone
    [InlineData("/x/secret/", false, "/x/secret/")]
    public void TryMatch_Path_IsBelowOrNot(string path, bool matches, string rest)
    {
        Assert.Equal(matches, UrlRoot.Parse("/secret").TryMatch(new PathString(path), out var found));
        Assert.Equal(rest, found.Value);
    }

    [Fact]
    public void TryMatch_NoRoot_LeavesThePathAlone()
    {
        Assert.True(UrlRoot.None.TryMatch("/x", out var rest));
        Assert.Equal("/x", rest.Value);
    }
}
