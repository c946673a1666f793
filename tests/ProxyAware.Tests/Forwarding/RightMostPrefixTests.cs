using ProxyAware.Tests.Support;

namespace ProxyAware.Tests.Forwarding;

/// <summary>The prefix: the right-most element of a header of its own, if it is a path that cannot become anything else.</summary>
public class RightMostPrefixTests
{
    [Theory]
    [InlineData("/app", "/app")]
    [InlineData("/app/", "/app")]
    [InlineData("/", "")]
    [InlineData("/a/b-c/d_e/~f", "/a/b-c/d_e/~f")]
    [InlineData("/evil, /app", "/app")]
    [InlineData("/caf%C3%A9", "/café")]
    [InlineData("/caf%c3%a9/", "/café")]
    [InlineData("/%61pp", "/app")]
    [InlineData("/a:b@c", "/a:b@c")]
    [InlineData("/...", "/...")]
    public void Prefix_Valid_IsDecodedAndTrimmed(string value, string prefix)
    {
        var resolution = Requests.Resolve("1", "10.0.0.1", RightMostHeaders.ReadAll, $"X-Forwarded-Prefix: {value}");
        Assert.Equal(prefix, resolution.Prefix);
        Assert.Equal(ForwardedValueStatus.Accepted, resolution.PrefixStatus);
    }

    [Theory]
    [InlineData("//evil.example")]
    [InlineData("//")]
    [InlineData("/a//")]
    [InlineData("/a//b")]
    [InlineData("/\\evil.example")]
    [InlineData("\\evil")]
    [InlineData("app")]
    [InlineData("https://evil.example/app")]
    [InlineData("/..")]
    [InlineData("/a/../b")]
    [InlineData("/a/./b")]
    [InlineData("/a/.")]
    [InlineData("/%2e%2e/b")]
    [InlineData("/.%2E/b")]
    [InlineData("/%2fevil.example")]
    [InlineData("/a%2Fb")]
    [InlineData("/a%5cb")]
    [InlineData("/%252fevil")] // decoded once it still hides something
    [InlineData("/a%00b")]
    [InlineData("/a%0d%0aSet-Cookie:x")]
    [InlineData("/a%7f")]
    [InlineData("/a\u0001")]
    [InlineData("/a b")]
    [InlineData("/a%20b")]
    [InlineData("/a%")]
    [InlineData("/a%4")]
    [InlineData("/a%zz")]
    [InlineData("/a%+1")]
    [InlineData("/a%C3")] // half a character
    [InlineData("/a%c0%af")] // an overlong slash
    [InlineData("/a%ed%a0%80")] // a lone surrogate
    [InlineData("/a\"b")]
    [InlineData("/a%22b")]
    [InlineData("/a'b")]
    [InlineData("/a<b>")]
    [InlineData("/a?b")]
    [InlineData("/a#b")]
    [InlineData("/a;b")]
    [InlineData("/a%e2%80%a8")] // LINE SEPARATOR
    [InlineData("/a%e2%80%ae")] // RIGHT-TO-LEFT OVERRIDE
    [InlineData("/a%EF%BC%8Fb")] // FULLWIDTH SOLIDUS
    public void Prefix_Hostile_IsMalformed(string value)
    {
        var resolution = Requests.Resolve("1", "10.0.0.1", RightMostHeaders.ReadAll, $"X-Forwarded-Prefix: {value}");
        Assert.Null(resolution.Prefix);
        Assert.Equal(ForwardedValueStatus.Malformed, resolution.PrefixStatus);
    }

    [Theory]
    [InlineData(255, true)]
    [InlineData(256, false)]
    public void Prefix_Long_IsAtMost256Characters(int letters, bool valid) =>
        Assert.Equal(valid, Requests.Resolve("1", "10.0.0.1", RightMostHeaders.ReadAll, "X-Forwarded-Prefix: /" + new string('a', letters)).Prefix is not null);
}
