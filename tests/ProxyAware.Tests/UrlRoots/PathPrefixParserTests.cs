using ProxyAware.UrlRoots;

namespace ProxyAware.Tests.UrlRoots;

public class PathPrefixParserTests
{
    [Theory]
    [InlineData("/", "")]
    [InlineData("/secret", "/secret")]
    [InlineData("/secret/", "/secret")]
    [InlineData("/a/b/c/", "/a/b/c")]
    [InlineData("/Secret", "/Secret")]
    [InlineData("/a.b/c-d_e~f", "/a.b/c-d_e~f")]
    [InlineData("/...", "/...")] // three dots are a name
    [InlineData("/..a/a..", "/..a/a..")]
    [InlineData("/a:b@c", "/a:b@c")]
    [InlineData("/%73ecret", "/secret")]
    [InlineData("/gr%C3%BC%C3%9Fe", "/grüße")]
    [InlineData("/grüße", "/grüße")]
    public void TryParse_Prefix_IsDecodedAndTrimmed(string text, string expected)
    {
        Assert.True(PathPrefixParser.TryParse(text, out var prefix));
        Assert.Equal(expected, prefix);
    }

    [Theory]
    [InlineData("")]
    [InlineData("secret")]
    [InlineData("//")]
    [InlineData("//evil.example")] // CVE-2021-41267: the prefix becomes another host
    [InlineData("///evil.example")]
    [InlineData("/\\evil.example")] // browsers read a backslash as a slash
    [InlineData("\\\\evil.example")]
    [InlineData("/%2f%2fevil.example")]
    [InlineData("/%2Fevil.example")]
    [InlineData("/%5cevil.example")]
    [InlineData("/%5Cevil.example")]
    [InlineData("/%252f%252fevil.example")]
    [InlineData("https://evil.example")]
    [InlineData("/a//b")]
    [InlineData("/a//")]
    [InlineData("/.")]
    [InlineData("/..")]
    [InlineData("/../b")]
    [InlineData("/a/../b")]
    [InlineData("/a/./b")]
    [InlineData("/a/..")]
    [InlineData("/a/%2e%2e/b")]
    [InlineData("/a/%2E./b")]
    [InlineData("/a/%2e/b")]
    [InlineData("/%252e%252e")]
    [InlineData("/%252e")]
    [InlineData("/a%0d%0aSet-Cookie:x=y")] // CWE-113
    [InlineData("/a\r\nSet-Cookie:x=y")]
    [InlineData("/a%00")]
    [InlineData("/a\0")]
    [InlineData("/a%09b")]
    [InlineData("/a%7fb")]
    [InlineData("/a b")]
    [InlineData("/a%20b")]
    [InlineData("/a\"onload=x")] // breaks out of <base href="...">
    [InlineData("/a'b")]
    [InlineData("/a%22b")]
    [InlineData("/a%27b")]
    [InlineData("/a<b>")]
    [InlineData("/a%3Cb")]
    [InlineData("/a;Path=/")] // ends the Path attribute of a cookie (RFC 6265, section 4.1.1)
    [InlineData("/a%3BPath=/")]
    [InlineData("/a?x=1")]
    [InlineData("/a%3Fx")]
    [InlineData("/a#x")]
    [InlineData("/a%23x")]
    [InlineData("/a%")]
    [InlineData("/a%2")]
    [InlineData("/a%zz")]
    [InlineData("/a%+1")]
    [InlineData("/%c0%af")] // an overlong slash (RFC 3629, section 3)
    [InlineData("/%c0%ae%c0%ae")]
    [InlineData("/%ff")]
    [InlineData("/%ed%a0%80")] // a surrogate
    [InlineData("/a\u2028b")]
    [InlineData("/a\u202Eb")]
    [InlineData("/\uFF0Fevil")] // full-width solidus
    [InlineData("/\u2215evil")]
    [InlineData("/\uFF0E\uFF0E/b")] // full-width dots
    [InlineData("/{root}")]
    [InlineData("/a|b")]
    [InlineData("/a^b`")]
    public void TryParse_HostileText_IsNoPrefix(string text)
    {
        Assert.False(PathPrefixParser.TryParse(text, out var prefix));
        Assert.Null(prefix);
    }

    [Fact]
    public void TryParse_HalfACharacter_IsNoPrefix()
    {
        Assert.False(PathPrefixParser.TryParse("/\ud800", out _));
        Assert.False(PathPrefixParser.TryParse("/%41\ud800", out _));
    }

    [Theory]
    [InlineData(256, true)]
    [InlineData(257, false)]
    public void TryParse_Length_IsLimited(int length, bool valid) =>
        Assert.Equal(valid, PathPrefixParser.TryParse("/" + new string('a', length - 1), out _));

    [Fact]
    public void TryParse_LongestEncodedPrefix_FitsTheBuffer()
    {
        Assert.True(PathPrefixParser.TryParse("/%41" + new string('ß', 252), out var prefix));
        Assert.Equal("/A" + new string('ß', 252), prefix);
    }
}
