using System.Text;
using ProxyAware.UrlRoots;

namespace ProxyAware.Tests.UrlRoots;

public class BaseHrefRewriterTests
{
    [Theory]
    [InlineData("<base href=\"/\">", "<base href=\"/secret/\">")]
    [InlineData("<base href='/'>", "<base href='/secret/'>")]
    [InlineData("<base href=/>", "<base href=/secret/>")]
    [InlineData("<BASE HREF=\"/\" />", "<BASE HREF=\"/secret/\" />")]
    [InlineData("<base target=\"_top\"\n  href = \"/\">", "<base target=\"_top\"\n  href = \"/secret/\">")]
    [InlineData("<html><head><meta charset=utf-8><base href=\"/\"><a href=\"/\">", "<html><head><meta charset=utf-8><base href=\"/secret/\"><a href=\"/\">")]
    [InlineData("<!-- <base href=\"/\"> --><base href=\"/\">", "<!-- <base href=\"/\"> --><base href=\"/secret/\">")]
    [InlineData("<base href=/ target=_top>", "<base href=/secret/ target=_top>")]
    [InlineData("<base href =\"/\">", "<base href =\"/secret/\">")]
    [InlineData("ä<base href=\"/\">ö", "ä<base href=\"/secret/\">ö")]
    [InlineData("<base href=\"/\"><base href=\"/\">", "<base href=\"/secret/\"><base href=\"/\">")] // HTML: only the first counts
    public void Rewrite_LoneSlash_BecomesTheRoot(string page, string expected) =>
        Assert.Equal(expected, Encoding.UTF8.GetString(BaseHrefRewriter.Rewrite(Encoding.UTF8.GetBytes(page), "/secret")!));

    [Theory]
    [InlineData("")]
    [InlineData("<")]
    [InlineData("<base")]
    [InlineData("<base ")]
    [InlineData("<base href=\"/app/\">")]
    [InlineData("<base href=\"//\">")]
    [InlineData("<base href=\"https://a/\">")]
    [InlineData("<base href=\"\">")]
    [InlineData("<base data-href=\"/\">")]
    [InlineData("<basefont href=\"/\">")]
    [InlineData("<a href=\"/\">")]
    [InlineData("<!-- <base href=\"/\">")]
    [InlineData("<base href >")]
    [InlineData("<base hrefx/ >")]
    [InlineData("<base href= /x >")]
    [InlineData("<base href=\"")]
    [InlineData("<base href=")]
    [InlineData("<base href=\"/")]
    [InlineData("<base href=\"/app/\"><base href=\"/\">")] // the first one decides
    public void Rewrite_AnythingElse_IsLeftAlone(string page) => Assert.Null(BaseHrefRewriter.Rewrite(Encoding.UTF8.GetBytes(page), "/secret"));

    [Fact]
    public void Rewrite_RootWithSpecialCharacters_IsEncodedForUrlAndAttribute() =>
        Assert.Equal("<base href=\"/a&amp;b/%C3%A4/\">", Encoding.UTF8.GetString(BaseHrefRewriter.Rewrite("<base href=\"/\">"u8, "/a&b/ä")!));
}
