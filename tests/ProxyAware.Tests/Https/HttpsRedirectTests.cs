using Microsoft.AspNetCore.Http;
using ProxyAware.Https;

namespace ProxyAware.Tests.Https;

public class HttpsRedirectTests
{
    [Theory]
    [InlineData("/", "https://a.example/")]
    [InlineData("/x?y=1", "https://a.example/x?y=1")]
    [InlineData("/a%20b/%C3%A9", "https://a.example/a%20b/%C3%A9")]
    [InlineData("/a%2Fb%5cc", "https://a.example/a%2Fb%5cc")] // an encoded slash stays encoded, and a case stays a case
    [InlineData("/%73ecret", "https://a.example/%73ecret")]
    [InlineData("/%2541", "https://a.example/%2541")]
    [InlineData("/a;b=c,d!$&'()*+=:@~", "https://a.example/a;b=c,d!$&'()*+=:@~")]
    [InlineData("/x?", "https://a.example/x?")]
    [InlineData("/x?a=1&a=2&&=?/?%00%zz+\"'<>|^`{}\\", "https://a.example/x?a=1&a=2&&=?/?%00%zz+\"'<>|^`{}\\")]
    [InlineData("/x?u=/../y", "https://a.example/x?u=/../y")] // dots in a query are nobody's segments
    [InlineData("/x?u=https://b.example/%2e%2e", "https://a.example/x?u=https://b.example/%2e%2e")]
    [InlineData("//evil.example/x", "https://a.example//evil.example/x")]
    [InlineData("//", "https://a.example//")]
    [InlineData("/...", "https://a.example/...")]
    [InlineData("/..a/b..", "https://a.example/..a/b..")]
    [InlineData("http://evil.example/x?y", "https://a.example/x?y")] // RFC 9112, section 3.2.2: the target's path, the host that was validated
    [InlineData("HTTPS://evil.example:81/x", "https://a.example/x")]
    public void Build_Target_IsRepeatedByteForByte(string target, string location) =>
        Assert.Equal(location, HttpsRedirect.Build(new HostString("a.example"), 443, "", target, "/fallback", addSlash: false));

    [Theory]
    [InlineData("/x/../y")]
    [InlineData("/..")]
    [InlineData("/./x")]
    [InlineData("/x/.")]
    [InlineData("/x/%2e%2e/y")]
    [InlineData("/x/%2E%2e/y")]
    [InlineData("/x/.%2e/y")]
    [InlineData("/x/%2e./y")]
    [InlineData("/%2e/x")]
    [InlineData("/x/..?q")]
    [InlineData("/x\\..\\y")] // browsers take a backslash for a slash (WHATWG URL, section 4.4)
    [InlineData("/\\evil.example")]
    [InlineData("/\u00e9")]
    [InlineData("/x?\u00e9")]
    [InlineData("/x y")]
    [InlineData("/x\r\nSet-Cookie: a=b")]
    [InlineData("/x\t")]
    [InlineData("/x\u007f")]
    [InlineData("")]
    [InlineData("*")]
    [InlineData("a.example:443")]
    [InlineData("ftp://evil.example/x")]
    [InlineData("http://evil.example")]
    [InlineData("http://evil.example?x/y")]
    [InlineData("x")]
    public void Build_TargetThatMustNotBeRepeated_UsesThePathAsTheServerReadIt(string target) =>
        Assert.Equal("https://a.example/fallback?q", HttpsRedirect.Build(new HostString("a.example"), 443, "", target, "/fallback?q", addSlash: false));

    [Fact]
    public void Build_NeitherIsFit_GoesToTheTop() =>
        Assert.Equal("https://a.example/", HttpsRedirect.Build(new HostString("a.example"), 443, "", "/x/../y", "/x/../y", addSlash: false));

    [Theory]
    [InlineData("a.example", 443, "https://a.example/x")]
    [InlineData("a.example", 8443, "https://a.example:8443/x")]
    [InlineData("a.example:8080", 443, "https://a.example/x")] // the port of clear text is not that of TLS
    [InlineData("a.example:443", 443, "https://a.example/x")]
    [InlineData("[2001:db8::1]:80", 443, "https://[2001:db8::1]/x")]
    [InlineData("[2001:db8::1]", 8443, "https://[2001:db8::1]:8443/x")]
    [InlineData("192.0.2.1", 80, "https://192.0.2.1:80/x")]
    public void Build_Port_IsThatOfHttps(string host, int port, string location) =>
        Assert.Equal(location, HttpsRedirect.Build(new HostString(host), port, "", "/x", "/f", addSlash: false));

    [Theory]
    [InlineData("/secret", "", "https://a.example/secret/")]
    [InlineData("/secret?x=1&y=/", "", "https://a.example/secret/?x=1&y=/")]
    [InlineData("/%73ecret?", "", "https://a.example/%73ecret/?")]
    [InlineData("http://h/secret?x", "", "https://a.example/secret/?x")]
    public void Build_RootWithoutSlash_GetsOne(string target, string root, string location) =>
        Assert.Equal(location, HttpsRedirect.Build(new HostString("a.example"), 443, root, target, "/f", addSlash: true));

    [Fact]
    public void Build_RootThatAProxyStripped_ComesBack() =>
        Assert.Equal("https://a.example/secret/x%20y?z", HttpsRedirect.Build(new HostString("a.example"), 443, "/secret", "/x%20y?z", "/f", addSlash: false));

    [Theory]
    [InlineData("/x", "/x")]
    [InlineData("/a b", "/a%20b")]
    [InlineData("/é", "/%C3%A9")]
    [InlineData("/%41", "/%2541")] // it was %2541 on the wire
    [InlineData("/%2e%2e/x", "/%252e%252e/x")]
    [InlineData("/a%2Fb", "/a%2Fb")] // servers do not decode the encoded slash
    [InlineData("/a\\b", "/a%5Cb")]
    [InlineData("/100%", "/100%25")]
    [InlineData("", "")]
    [InlineData(null, "")]
    public void EscapePath_DecodedPath_IsWhatWasSent(string? path, string escaped) => Assert.Equal(escaped, UrlText.EscapePath(path));

    [Theory]
    [InlineData("", "")]
    [InlineData(null, "")]
    [InlineData("?a=%zz&b=+", "?a=%zz&b=+")]
    [InlineData("?a=é b", "?a=%C3%A9%20b")]
    [InlineData("?a=😀", "?a=%F0%9F%98%80")]
    [InlineData("?a=\r\nX: y", "?a=%0D%0AX:%20y")]
    public void EscapeQuery_Query_KeepsWhatIsFit(string? query, string escaped) => Assert.Equal(escaped, UrlText.EscapeQuery(query));

    [Fact]
    public void EscapeQuery_HalfACharacter_IsReplaced() => Assert.Equal("?a=%EF%BF%BD", UrlText.EscapeQuery("?a=\ud800"));
}
