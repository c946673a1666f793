using ProxyAware.Tests.Support;

namespace ProxyAware.Tests.Forwarding;

/// <summary>The scheme: the right-most element of a header of its own, in one of three forms.</summary>
public class RightMostSchemeTests
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
    [InlineData("10.0.0.0/8", "203.0.113.7, 10.0.0.2", "http, https", ForwardedValueStatus.Appended)]
    [InlineData("10.0.0.0/8", "203.0.113.7, 10.0.0.2", "https", ForwardedValueStatus.Accepted)] // the last proxy passes it on
    [InlineData("10.0.0.0/8", "203.0.113.7", "http, https", ForwardedValueStatus.Accepted)] // one proxy: whatever is further left is the client's
    [InlineData("10.0.0.0/8", "203.0.113.7, 10.0.0.2", ", https,", ForwardedValueStatus.Accepted)]
    public void Scheme_SeveralElementsBehindSeveralHops_IsAppended(string trust, string header, string proto, ForwardedValueStatus status)
    {
        var resolution = Requests.Resolve(trust, "10.0.0.1", $"X-Forwarded-For: {header}", $"X-Forwarded-Proto: {proto}");
        Assert.Equal(("https", status), (resolution.Scheme, resolution.SchemeStatus));
    }
}
