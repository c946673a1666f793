using ProxyAware.Tests.Support;

namespace ProxyAware.Tests.Forwarding;

/// <summary>Scheme, host, port and prefix: the right-most element of a header of their own, and each header trusted by itself.</summary>
public class RightMostValueTests
{
    [Theory]
    [InlineData("https", "https")]
    [InlineData("http", "http")]
    [InlineData("HTTPS", "https")]
    [InlineData("Http", "http")]
    [InlineData("wss", "https")]
    [InlineData("WS", "http")]
    [InlineData("  https ", "https")]
    [InlineData("https,", "https")]
    [InlineData("http, https", "https")]
    [InlineData("https, http", "http")] // the client's "https" is not looked at
    [InlineData("javascript, https", "https")]
    [InlineData("\"https, http", "http")]
    public void Scheme_Value_IsTheRightMost(string value, string scheme)
    {
        var resolution = Requests.Resolve("1", "10.0.0.1", $"X-Forwarded-Proto: {value}", "X-Forwarded-For: 203.0.113.7");
        Assert.Equal(scheme, resolution.Scheme);
        Assert.Equal(ForwardedValueStatus.Accepted, resolution.SchemeStatus);
    }

    [Theory]
    [InlineData("javascript")]
    [InlineData("javascript:alert(1)")]
    [InlineData("https:")]
    [InlineData("https://")]
    [InlineData("http s")]
    [InlineData("\"https\"")]
    [InlineData("h2")]
    [InlineData("on")]
    [InlineData("1")]
    [InlineData("https;http")]
    [InlineData("https\u0000")]
    [InlineData("ｈttps")]
    [InlineData("httpſ")] // U+017F is an "s" in some case folding
    [InlineData("https, garbage")]
    public void Scheme_Nonsense_IsMalformed(string value)
    {
        var resolution = Requests.Resolve("1", "10.0.0.1", $"X-Forwarded-Proto: {value}", "X-Forwarded-For: 203.0.113.7");
        Assert.Null(resolution.Scheme);
        Assert.Equal(ForwardedValueStatus.Malformed, resolution.SchemeStatus);
        Assert.Equal("X-Forwarded-Proto", resolution.MalformedHeader);
        Assert.Equal("203.0.113.7", resolution.ClientAddress?.ToString()); // one header never cancels another
    }

    [Theory]
    [InlineData("X-Forwarded-Ssl", "on", "https")]
    [InlineData("X-Forwarded-Ssl", "OFF", "http")]
    [InlineData("Front-End-Https", "On", "https")]
    [InlineData("front-end-https", "off", "http")]
    [InlineData("X-Forwarded-Ssl", "https", null)]
    [InlineData("X-Forwarded-Ssl", "1", null)]
    [InlineData("X-Forwarded-Ssl", "true", null)]
    [InlineData("X-Url-Scheme", "https", "https")]
    [InlineData("X-Forwarded-Scheme", "wss", "https")]
    [InlineData("X-Forwarded-Scheme", "on", null)]
    [InlineData("My-Proto", "http", "http")]
    [InlineData("X-Proto=SSL", "SSL", "https")] // as Django's SECURE_PROXY_SSL_HEADER
    [InlineData("X-Proto = SSL", "SSL", "https")]
    [InlineData("X-Proto=SSL", "ssl", "http")]
    [InlineData("X-Proto=SSL", "https", "http")]
    [InlineData("X-Proto=SSL", "SSL, x", "http")]
    [InlineData("X-Proto=SSL", "x, SSL", "https")]
    [InlineData("X-Forwarded-Ssl=yes", "yes", "https")]
    [InlineData("X-Forwarded-Ssl=yes", "on", "http")]
    public void Scheme_NamedHeader_IsReadInItsForm(string option, string value, string? scheme)
    {
        var name = option.Split('=')[0].Trim();
        var resolution = Requests.Resolve("1", "10.0.0.1", o => o.ProtocolHeader = option, $"{name}: {value}");
        Assert.Equal(scheme, resolution.Scheme);
        Assert.Equal(scheme is null ? ForwardedValueStatus.Malformed : ForwardedValueStatus.Accepted, resolution.SchemeStatus);
    }

    [Theory]
    [InlineData("X-Forwarded-Proto", "")]
    [InlineData("X-Forwarded-Proto", ", ,")]
    [InlineData("X-Proto=SSL", "")]
    [InlineData("X-Forwarded-Ssl", " ")]
    public void Scheme_EmptyHeader_IsAbsent(string option, string value)
    {
        var resolution = Requests.Resolve("1", "10.0.0.1", o => o.ProtocolHeader = option, $"{option.Split('=')[0]}: {value}");
        Assert.Null(resolution.Scheme);
        Assert.Equal(ForwardedValueStatus.Absent, resolution.SchemeStatus);
        Assert.Null(resolution.MalformedHeader);
    }

    [Theory]
    [InlineData("203.0.113.1", "1")]
    [InlineData("127.0.0.1", "false")]
    public void Values_UntrustedPeer_AreNotRead(string peer, string trust)
    {
        var resolution = Requests.Resolve(
            trust, peer, ReadAll, "X-Forwarded-Proto: javascript", "X-Forwarded-Host: evil", "X-Forwarded-Port: 1", "X-Forwarded-Prefix: /evil");
        Assert.Equal((null, null, null, null), (resolution.Scheme, resolution.Host, resolution.Port, resolution.Prefix));
        Assert.Equal(
            [ForwardedValueStatus.NotRead, ForwardedValueStatus.NotRead, ForwardedValueStatus.NotRead, ForwardedValueStatus.NotRead],
            [resolution.SchemeStatus, resolution.HostStatus, resolution.PortStatus, resolution.PrefixStatus]);
        Assert.Null(resolution.MalformedHeader);
    }

    [Fact]
    public void Values_OptionsUnset_AreForAndProtoOnly()
    {
        var resolution = Requests.Resolve(
            "1", "10.0.0.1", "X-Forwarded-For: 203.0.113.7", "X-Forwarded-Proto: https", "X-Forwarded-Host: evil.example", "X-Forwarded-Port: 1", "X-Forwarded-Prefix: /evil");
        Assert.Equal("203.0.113.7", resolution.ClientAddress?.ToString());
        Assert.Equal("https", resolution.Scheme);
        Assert.Equal((null, null, null), (resolution.Host, resolution.Port, resolution.Prefix));
        Assert.Equal(ForwardedValueStatus.NotRead, resolution.HostStatus);
    }

    [Fact]
    public void Values_OnlyProtocolHeaderNamed_DoesNotSwitchOnTheClientsHeader()
    {
        // Cockpit's nginx block sets X-Forwarded-Proto and passes the client's own X-Forwarded-For on.
        var resolution = Requests.Resolve(trust: null, "127.0.0.1", o => o.ProtocolHeader = "X-Forwarded-Proto", "X-Forwarded-For: 6.6.6.6", "X-Forwarded-Proto: https");
        Assert.Equal("https", resolution.Scheme);
        Assert.Equal("127.0.0.1", resolution.ClientAddress?.ToString());
        Assert.Equal(ClientQuality.Unnamed, resolution.ClientQuality);
        Assert.Equal(ProxyReason.HeaderNotRead, resolution.Reason);
    }

    [Fact]
    public void Values_OnlyForHeaderNamed_DoesNotSwitchOnTheScheme()
    {
        var resolution = Requests.Resolve("1", "10.0.0.1", o => o.ForwardedForHeader = "X-Forwarded-For", "X-Forwarded-For: 203.0.113.7", "X-Forwarded-Proto: https");
        Assert.Equal("203.0.113.7", resolution.ClientAddress?.ToString());
        Assert.Null(resolution.Scheme);
        Assert.Equal(ForwardedValueStatus.NotRead, resolution.SchemeStatus);
    }

    [Theory]
    [InlineData("none", "X-Forwarded-Proto")]
    [InlineData("NONE", "X-Forwarded-Proto")]
    [InlineData("none", null)]
    public void Values_ForNone_ReadsTheSchemeOnly(string forHeader, string? protocolHeader)
    {
        var resolution = Requests.Resolve(
            "1", "10.0.0.1", o => (o.ForwardedForHeader, o.ProtocolHeader) = (forHeader, protocolHeader), "X-Forwarded-For: 6.6.6.6", "X-Forwarded-Proto: https");
        Assert.Equal("https", resolution.Scheme);
        Assert.Equal(ProxyReason.HeaderNotRead, resolution.Reason);
    }

    [Fact]
    public void Values_ProtocolNone_ReadsTheClientOnly()
    {
        var resolution = Requests.Resolve("1", "10.0.0.1", o => o.ProtocolHeader = "none", "X-Forwarded-For: 203.0.113.7", "X-Forwarded-Proto: https");
        Assert.Equal("203.0.113.7", resolution.ClientAddress?.ToString());
        Assert.Null(resolution.Scheme);
    }

    [Fact]
    public void Values_MalformedFor_DoNotCancelTheOthers()
    {
        var resolution = Requests.Resolve(
            "1", "10.0.0.1", ReadAll, "X-Forwarded-For: garbage", "X-Forwarded-Proto: https", "X-Forwarded-Host: example.com", "X-Forwarded-Port: 8443", "X-Forwarded-Prefix: /app");
        Assert.Null(resolution.ClientAddress);
        Assert.Equal(("https", "example.com", 8443, "/app"), (resolution.Scheme, resolution.Host, resolution.Port, resolution.Prefix));
        Assert.Equal("X-Forwarded-For", resolution.MalformedHeader);
    }

    [Theory]
    [InlineData("10.0.0.0/8", "203.0.113.7, 10.0.0.2", "http, https", ForwardedValueStatus.Appended)]
    [InlineData("10.0.0.0/8", "203.0.113.7, 10.0.0.2", "https", ForwardedValueStatus.Accepted)] // the last proxy passes it on
    [InlineData("10.0.0.0/8", "203.0.113.7", "http, https", ForwardedValueStatus.Accepted)] // one proxy: whatever is further left is the client's
    [InlineData("10.0.0.0/8", "203.0.113.7, 10.0.0.2", ", https,", ForwardedValueStatus.Accepted)]
    public void Scheme_SeveralElementsBehindSeveralHops_IsAppended(string trust, string header, string proto, ForwardedValueStatus status)
    {
        var resolution = Requests.Resolve(trust, "10.0.0.1", $"X-Forwarded-For: {header}", $"X-Forwarded-Proto: {proto}");
        Assert.Equal(("https", status), (resolution.Scheme, resolution.SchemeStatus));
    }

    [Theory]
    [InlineData("example.com")]
    [InlineData("EXAMPLE.com")]
    [InlineData("example.com:8443")]
    [InlineData("example.com:443")] // a default port that came is kept
    [InlineData("localhost")]
    [InlineData("my_host.internal")]
    [InlineData("xn--bcher-kva.example")]
    [InlineData("203.0.113.7")]
    [InlineData("203.0.113.7:80")]
    [InlineData("[2001:db8::7]")]
    [InlineData("[2001:db8::7]:8443")]
    [InlineData("evil.example, example.com", "example.com")]
    [InlineData("evil.example, \t example.com ,", "example.com")]
    public void Host_Valid_IsTheRightMost(string value, string? expected = null)
    {
        var resolution = Requests.Resolve("1", "10.0.0.1", ReadAll, $"X-Forwarded-Host: {value}");
        Assert.Equal(expected ?? value, resolution.Host);
        Assert.Equal(ForwardedValueStatus.Accepted, resolution.HostStatus);
    }

    [Theory]
    [InlineData("user@example.com")]
    [InlineData("example.com/path")]
    [InlineData("example.com?x")]
    [InlineData("example.com#x")]
    [InlineData("example.com\\evil")]
    [InlineData("http://example.com")]
    [InlineData("//example.com")]
    [InlineData("example .com")]
    [InlineData("example.com\u0000")]
    [InlineData("example.com\u0001")]
    [InlineData("exa%6dple.com")]
    [InlineData("bücher.example")] // names come in punycode
    [InlineData("example。com")]
    [InlineData("example.com:")]
    [InlineData("example.com:0")]
    [InlineData("example.com:65536")]
    [InlineData("example.com:8080:1")]
    [InlineData("example.com:+80")]
    [InlineData(".example.com")]
    [InlineData("example..com")]
    [InlineData("example.com.")]
    [InlineData("-example.com")]
    [InlineData("example-.com")]
    [InlineData("127.1")] // browsers read all of these as 127.0.0.1
    [InlineData("2130706433")]
    [InlineData("0x7f000001")]
    [InlineData("0x7f.1")]
    [InlineData("0177.0.0.1")]
    [InlineData("example.0x")]
    [InlineData("example.1")]
    [InlineData("1.2.3.4.5")]
    [InlineData("2001:db8::7")]
    [InlineData("[203.0.113.7]")]
    [InlineData("[2001:db8::7")]
    [InlineData("[fe80::1%25eth0]")]
    [InlineData("[2001:db8::7]x")]
    [InlineData("[]")]
    [InlineData(":8080")]
    [InlineData("\"example.com\"")]
    [InlineData("<script>")]
    [InlineData("*")]
    [InlineData("*.example.com")]
    [InlineData("example.com;x=y")]
    [InlineData("example.com, user@evil")]
    public void Host_Hostile_IsMalformed(string value)
    {
        var resolution = Requests.Resolve("1", "10.0.0.1", ReadAll, $"X-Forwarded-Host: {value}");
        Assert.Null(resolution.Host);
        Assert.Equal(ForwardedValueStatus.Malformed, resolution.HostStatus);
        Assert.Equal("X-Forwarded-Host", resolution.MalformedHeader);
    }

    [Theory]
    [InlineData("443", 443)]
    [InlineData("1", 1)]
    [InlineData("65535", 65535)]
    [InlineData("80, 8443", 8443)]
    [InlineData("0", null)]
    [InlineData("65536", null)]
    [InlineData("-1", null)]
    [InlineData("+1", null)]
    [InlineData("8443x", null)]
    [InlineData("0x50", null)]
    [InlineData("999999", null)]
    [InlineData("1.5", null)]
    [InlineData("٤٤٣", null)] // Arabic-Indic digits
    [InlineData(":443", null)]
    public void Port_Value_IsOneTo65535(string value, int? port)
    {
        var resolution = Requests.Resolve("1", "10.0.0.1", ReadAll, $"X-Forwarded-Port: {value}");
        Assert.Equal(port, resolution.Port);
        Assert.Equal(port is null ? ForwardedValueStatus.Malformed : ForwardedValueStatus.Accepted, resolution.PortStatus);
    }

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
        var resolution = Requests.Resolve("1", "10.0.0.1", ReadAll, $"X-Forwarded-Prefix: {value}");
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
        var resolution = Requests.Resolve("1", "10.0.0.1", ReadAll, $"X-Forwarded-Prefix: {value}");
        Assert.Null(resolution.Prefix);
        Assert.Equal(ForwardedValueStatus.Malformed, resolution.PrefixStatus);
    }

    [Theory]
    [InlineData(255, true)]
    [InlineData(256, false)]
    public void Prefix_Long_IsAtMost256Characters(int letters, bool valid) =>
        Assert.Equal(valid, Requests.Resolve("1", "10.0.0.1", ReadAll, "X-Forwarded-Prefix: /" + new string('a', letters)).Prefix is not null);

    [Theory]
    [InlineData(63, 250, true)]
    [InlineData(64, 250, false)]
    [InlineData(63, 253, true)]
    [InlineData(63, 254, false)]
    public void Host_Long_FollowsRfc1035(int label, int length, bool valid)
    {
        var text = new string('a', label);
        while (text.Length < length)
        {
            text += "." + new string('b', Math.Min(63, length - text.Length - 1));
        }

        Assert.Equal(length, text.Length);
        Assert.Equal(valid, Requests.Resolve("1", "10.0.0.1", ReadAll, "X-Forwarded-Host: " + text).Host is not null);
    }

    private static void ReadAll(ProxyAwareOptions options)
    {
        options.ForwardedForHeader = "X-Forwarded-For";
        options.ProtocolHeader = "X-Forwarded-Proto";
        options.ForwardedHostHeader = "X-Forwarded-Host";
        options.ForwardedPortHeader = "X-Forwarded-Port";
        options.ForwardedPrefixHeader = "X-Forwarded-Prefix";
        options.AllowedHosts = ["example.com"];
    }
}
