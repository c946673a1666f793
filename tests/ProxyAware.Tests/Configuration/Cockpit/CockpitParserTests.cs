using ProxyAware.Configuration.Cockpit;

namespace ProxyAware.Tests.Configuration.Cockpit;

public class CockpitParserTests
{
    [Fact]
    public void File_OfTheSubdomainGuide_IsMapped()
    {
        var file = Good("""
            [WebService]
            Origins = https://cockpit.domain.tld wss://cockpit.domain.tld
            ProtocolHeader = X-Forwarded-Proto
            """);

        Assert.Equal(
            new() { ["Origins"] = "https://cockpit.domain.tld wss://cockpit.domain.tld", ["ProtocolHeader"] = "X-Forwarded-Proto", ["AllowUnencrypted"] = "false" },
            new Dictionary<string, string>(file.Values));
        Assert.Null(file.Notice);
    }

    [Fact]
    public void File_OfTheSubdirectoryGuide_IsMapped()
    {
        var file = Good("""
            [WebService]
            Origins = https://domain.tld wss://domain.tld
            ProtocolHeader = X-Forwarded-Proto
            UrlRoot=/secret
            """);

        Assert.Equal("/secret", file.Values["UrlRoot"]);
        Assert.Equal("https://domain.tld wss://domain.tld", file.Values["Origins"]);
        Assert.Equal("X-Forwarded-Proto", file.Values["ProtocolHeader"]);
        Assert.Equal("false", file.Values["AllowUnencrypted"]);
    }

    [Fact]
    public void File_OfTheClearTextGuide_IsMapped()
    {
        var file = Good("""
            [WebService]
            AllowUnencrypted=true
            """);

        Assert.Equal(new() { ["AllowUnencrypted"] = "true" }, new Dictionary<string, string>(file.Values));
    }

    [Fact]
    public void File_OfThePomeriumGuide_IsMapped()
    {
        // It is indented, and a blank ends its line.
        var file = Good("    [WebService]\n    Origins = https://cockpit.localhost.pomerium.io wss://localhost.pomerium.io \n    ProtocolHeader = X-Forwarded-Proto\n");

        Assert.Equal("https://cockpit.localhost.pomerium.io wss://localhost.pomerium.io", file.Values["Origins"]);
        Assert.Equal("X-Forwarded-Proto", file.Values["ProtocolHeader"]);
    }

    [Theory]
    [InlineData("[webservice]\nURLROOT=/r", "/r")]
    [InlineData("[WEBSERVICE]\r\n\turlroot =  /r \t\r\n", "/r")]
    [InlineData("[WebService]\nUrlRoot=/a\nUrlRoot=/b", "/b")]
    [InlineData("[WebService]\nUrlRoot=/a\n[Log]\nFatal=criticals\n[WebService]\nurlRoot=/b", "/b")]
    [InlineData("[WebService]\nUrlRoot=\"/a\"", "\"/a\"")]
    [InlineData("[WebService]\nUrlRoot=/a=b", "/a=b")]
    [InlineData("[WebService]\nUrlRoot=/a # b", "/a # b")]
    [InlineData("[WebService]\nUrlRoot=", "")]
    [InlineData("# a\n; b\n\n   # c = d\n[WebService]\n;UrlRoot=/a\n#UrlRoot=/b\nUrlRoot=/c", "/c")]
    [InlineData("[ WebService ]\nUrlRoot=/a", "/a")]
    [InlineData("[Log]\nUrlRoot=/a", null)]
    [InlineData("", null)]
    public void Entry_WrittenInAnyGoodWay_IsRead(string text, string? expected) =>
        Assert.Equal(expected, Good(text).Values.GetValueOrDefault("UrlRoot"));

    [Theory]
    [InlineData("", "false")]
    [InlineData("[WebService]\nOrigins=https://a", "false")]
    [InlineData("[WebService]\nAllowUnencrypted=", "false")]
    [InlineData("[WebService]\nAllowUnencrypted=YES", "YES")]
    [InlineData("[WebService]\nAllowUnencrypted = on", "on")]
    [InlineData("[Other]\nAllowUnencrypted = true", "false")]
    public void AllowUnencrypted_WhereTheFileIsSilent_IsFalse(string text, string expected) =>
        Assert.Equal(expected, Good(text).Values["AllowUnencrypted"]);

    [Fact]
    public void OtherKeys_OfCockpit_AreNamedOnceInOneNotice()
    {
        var file = Good("""
            [WebService]
            LoginTitle = Hello
            LoginTo = false
            logintitle = Hello again
            RequireHost=true
            AllowMultiHost=no
            MaxStartups=10:30:60
            ClientCertAuthentication=yes
            Shell=/shell/index.html
            SomethingNew=1
            [Log]
            Fatal = criticals
            [Session]
            IdleTimeout=15
            Origins=https://a
            [basic]
            Command = /usr/lib/x --a=b
            """);

        Assert.Equal(
            "cockpit.conf: settings without a meaning here are ignored: [WebService] LoginTitle, [WebService] LoginTo, [WebService] RequireHost, "
            + "[WebService] AllowMultiHost, [WebService] MaxStartups, [WebService] ClientCertAuthentication, [WebService] Shell, [WebService] SomethingNew, "
            + "[Log] Fatal, [Session] IdleTimeout, [Session] Origins, [basic] Command",
            file.Notice);
        Assert.Equal(["AllowUnencrypted"], file.Values.Keys);
    }

    [Theory]
    [InlineData("Origin", "Origins")]
    [InlineData("ForwardedFor", "ForwardedForHeader")]
    [InlineData("ForwarderForHeader", "ForwardedForHeader")]
    [InlineData("Protocol-Header", "ProtocolHeader")]
    [InlineData("Protocol_Header", "ProtocolHeader")]
    [InlineData("Protocol", "ProtocolHeader")]
    [InlineData("AllowUnencripted", "AllowUnencrypted")]
    [InlineData("Allow Unencrypted", "AllowUnencrypted")]
    [InlineData("AllowUnencryptedConnections", "AllowUnencrypted")]
    [InlineData("Url-Root", "UrlRoot")]
    public void NearMiss_OfAMappedKey_IsAProblemWithItsLine(string key, string meant)
    {
        var file = Parse($"# first\n[WebService]\n\n{key} = x\n");

        var problem = Assert.Single(file.Problems);
        Assert.Equal(("PA1031", "cockpit.conf line 4"), (problem.Code, problem.Key));
        Assert.Equal($"write '{meant} = ...'", problem.Fix);
        Assert.Null(file.Notice);
    }

    [Fact]
    public void NearMiss_InAnotherSection_IsIgnored() => Assert.Contains("[Session] Origin", Good("[Session]\nOrigin = x").Notice);

    [Theory]
    [InlineData("[WebServices]")]
    [InlineData("[Web Service]")]
    [InlineData("[Web-Service]")]
    public void NearMiss_OfTheSection_IsAProblem(string section)
    {
        var problem = Assert.Single(Parse($"{section}\nUrlRoot=/a").Problems);

        Assert.Equal(("PA1031", "cockpit.conf line 1"), (problem.Code, problem.Key));
    }

    [Theory]
    [InlineData("UrlRoot=/a", 1)]
    [InlineData("\nwhatever", 2)]
    [InlineData("[WebService\nUrlRoot=/a", 1)]
    [InlineData("[]\nUrlRoot=/a", 1)]
    [InlineData("[\nUrlRoot=/a", 1)]
    [InlineData("[Web][Service]\nUrlRoot=/a", 1)]
    [InlineData("[WebService] # ours\nUrlRoot=/a", 1)]
    [InlineData("[WebService]\nUrlRoot", 2)]
    [InlineData("[WebService]\n= /a", 2)]
    [InlineData("[WebService]\nOrigins = https://a\n  https://b", 3)]
    [InlineData("[WebService]\nOrigins = https://a\n  https://b/?c=d", 3)]
    [InlineData("[WebService]\nOrigins = https://a \\\n  https://b", 3)]
    [InlineData("[Session]\nBanner\n[WebService]\nUrlRoot=/a", 2)]
    [InlineData("[Session]\nThe Banner = /etc/issue", 2)]
    public void BadLine_Anywhere_IsAProblemWithItsLine(string text, int line)
    {
        var problem = Assert.Single(Parse(text).Problems, p => p.Code == "PA1030");

        Assert.Equal($"cockpit.conf line {line}", problem.Key);
        Assert.NotEmpty(problem.Fix);
        Assert.Equal(text.Split('\n')[line - 1].Trim(), problem.Value);
    }

    [Fact]
    public void BadOrigin_OverriddenLater_IsNoProblem() => Assert.Equal("https://b", Good("[WebService]\nOrigins=*\nOrigins=https://b").Values["Origins"]);

    [Fact]
    public void BadOrigin_OnItsLine_IsAProblemWithThatLine()
    {
        var file = Parse("[WebService]\nOrigins=https://a https://a* *\nUrlRoot=/a");

        Assert.Equal([("PA1032", "cockpit.conf line 2", "https://a*"), ("PA1032", "cockpit.conf line 2", "*")], file.Problems.Select(p => (p.Code, p.Key, p.Value)));
        Assert.All(file.Problems, p => Assert.Contains("'any'", p.Fix));
        Assert.Equal("https://a", file.Values["Origins"]);
    }

    private static CockpitFile Parse(string text) => CockpitParser.Parse(text, "cockpit.conf");

    private static CockpitFile Good(string text)
    {
        var file = Parse(text);
        Assert.Empty(file.Problems);
        return file;
    }
}
