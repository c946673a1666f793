using System.Net;
using Microsoft.AspNetCore.Http;
using ProxyAware.Https;

namespace ProxyAware.Tests.Https;

public class LoopEvidenceTests
{
    [Theory]
    // trusted, configured, status, host local, headers, cause, header
    [InlineData(false, "X-Forwarded-Proto", ForwardedValueStatus.NotRead, false, "X-Forwarded-Proto: https", "UntrustedPeer", "X-Forwarded-Proto")]
    [InlineData(false, "X-Forwarded-Proto", ForwardedValueStatus.NotRead, true, "X-Forwarded-Proto: WSS", "UntrustedPeer", "X-Forwarded-Proto")]
    [InlineData(false, "X-Forwarded-Proto", ForwardedValueStatus.NotRead, false, "X-Forwarded-Scheme: https", "UntrustedPeer", "X-Forwarded-Scheme")]
    [InlineData(false, "X-Forwarded-Proto", ForwardedValueStatus.NotRead, false, "X-Url-Scheme: https", "UntrustedPeer", "X-Url-Scheme")]
    [InlineData(false, "X-Forwarded-Proto", ForwardedValueStatus.NotRead, false, "X-Forwarded-Ssl: on", "UntrustedPeer", "X-Forwarded-Ssl")]
    [InlineData(false, "X-Forwarded-Proto", ForwardedValueStatus.NotRead, false, "Front-End-Https: On", "UntrustedPeer", "Front-End-Https")]
    [InlineData(false, "X-Forwarded-Proto", ForwardedValueStatus.NotRead, false, "Forwarded: for=192.0.2.1;proto=https", "UntrustedPeer", "Forwarded")]
    [InlineData(false, "X-Forwarded-Proto", ForwardedValueStatus.NotRead, false, "Forwarded: proto=\"https\"", "UntrustedPeer", "Forwarded")]
    [InlineData(false, "X-Tls=yes", ForwardedValueStatus.NotRead, false, "X-Tls: yes", "UntrustedPeer", "X-Tls")]
    [InlineData(false, "X-Tls=yes", ForwardedValueStatus.NotRead, false, "X-Tls: no", "None", null)]
    [InlineData(false, "X-Forwarded-Proto", ForwardedValueStatus.NotRead, false, "X-Forwarded-Proto: https, http", "None", null)] // right-most
    [InlineData(false, "X-Forwarded-Proto", ForwardedValueStatus.NotRead, false, "X-Forwarded-Proto: http", "None", null)]
    [InlineData(false, "X-Forwarded-Proto", ForwardedValueStatus.NotRead, false, "X-Forwarded-For: 192.0.2.1", "None", null)]
    [InlineData(false, "X-Forwarded-Proto", ForwardedValueStatus.NotRead, false, "", "None", null)]
    [InlineData(true, "X-Forwarded-Proto", ForwardedValueStatus.Absent, false, "X-Forwarded-Ssl: on", "UnusableHeader", "X-Forwarded-Ssl")]
    [InlineData(true, "X-Forwarded-Proto", ForwardedValueStatus.Absent, false, "Forwarded: for=192.0.2.1;proto=https", "UnusableHeader", "Forwarded")]
    [InlineData(false, "Forwarded", ForwardedValueStatus.NotRead, false, "Forwarded: for=192.0.2.1;proto=https", "UntrustedPeer", "Forwarded")]
    [InlineData(true, "X-Forwarded-Proto", ForwardedValueStatus.Malformed, false, "X-Forwarded-Proto: x|X-Forwarded-Scheme: https", "UnusableHeader", "X-Forwarded-Scheme")]
    [InlineData(true, "X-Forwarded-Ssl", ForwardedValueStatus.Absent, false, "X-Forwarded-Proto: https", "UnusableHeader", "X-Forwarded-Proto")]
    [InlineData(true, "none", ForwardedValueStatus.NotRead, false, "X-Forwarded-Proto: https", "UnusableHeader", "X-Forwarded-Proto")]
    [InlineData(true, "X-Forwarded-Proto", ForwardedValueStatus.Accepted, false, "X-Forwarded-Proto: http|X-Forwarded-Ssl: on", "None", null)] // a trusted http beside a contradiction
    [InlineData(true, "X-Forwarded-Proto", ForwardedValueStatus.Appended, false, "X-Forwarded-Proto: https, http|X-Forwarded-Scheme: https", "None", null)]
    [InlineData(true, "X-Forwarded-Proto", ForwardedValueStatus.Absent, false, "", "None", null)] // CVE-2022-31813: "Connection: X-Forwarded-Proto" made Apache drop its own
    [InlineData(true, "Forwarded", ForwardedValueStatus.Absent, false, "Forwarded: for=192.0.2.1, for=192.0.2.2;proto=https", "None", null)] // the element of an inner proxy
    [InlineData(true, "Forwarded", ForwardedValueStatus.Absent, false, "Forwarded: for=192.0.2.1|X-Forwarded-Proto: https", "UnusableHeader", "X-Forwarded-Proto")]
    [InlineData(true, "X-Forwarded-Proto", ForwardedValueStatus.Absent, false, "Sec-Fetch-Site: none", "BrowserOnHttps", "X-Forwarded-Proto")]
    [InlineData(true, "X-Forwarded-Proto", ForwardedValueStatus.Accepted, false, "X-Forwarded-Proto: http|Sec-Fetch-Site: none", "BrowserOnHttps", "X-Forwarded-Proto")] // an inner proxy overwrote it
    [InlineData(false, "X-Forwarded-Proto", ForwardedValueStatus.NotRead, false, "Sec-Fetch-Site: cross-site", "BrowserOnHttps", "X-Forwarded-Proto")]
    [InlineData(true, "X-Forwarded-Proto", ForwardedValueStatus.Absent, false, "Sec-Fetch-Site: none|Origin: https://a.example|Referer: https://a/", "BrowserOnHttps", "X-Forwarded-Proto")]
    [InlineData(true, "X-Forwarded-Proto", ForwardedValueStatus.Absent, false, "Sec-Fetch-Site: none|Referer: http://a.example/", "None", null)]
    [InlineData(true, "X-Forwarded-Proto", ForwardedValueStatus.Absent, false, "Sec-Fetch-Site: none|Origin: http://a.example", "None", null)]
    [InlineData(true, "X-Forwarded-Proto", ForwardedValueStatus.Absent, false, "Sec-Fetch-Site: none|Origin: null", "None", null)]
    [InlineData(true, "X-Forwarded-Proto", ForwardedValueStatus.Absent, true, "Sec-Fetch-Site: none", "None", null)] // browsers trust http://localhost
    [InlineData(true, "X-Forwarded-Proto", ForwardedValueStatus.Absent, false, "Sec-Fetch-Mode: navigate", "None", null)]
    public void Find_Headers_AreEvidenceOrNot(
        bool trusted, string configured, ForwardedValueStatus status, bool hostIsLocal, string lines, string cause, string? header)
    {
        var headers = new HeaderDictionary();
        foreach (var line in lines.Split('|', StringSplitOptions.RemoveEmptyEntries))
        {
            headers.Append(line[..line.IndexOf(": ", StringComparison.Ordinal)], line[(line.IndexOf(": ", StringComparison.Ordinal) + 2)..]);
        }

        var options = new ProxyAwareOptions { TrustProxy = "loopback", ProtocolHeader = configured };
        var evidence = LoopEvidence.Find(new ProxyResolver(options).Plan, trusted, status, hostIsLocal, headers);

        Assert.Equal(Enum.Parse<LoopCause>(cause), evidence.Cause);
        Assert.Equal(header, evidence.Header);
    }

    [Theory]
    [InlineData("127.0.0.1", "\"TrustProxy\": \"loopback\"")]
    [InlineData("10.1.2.3", "\"TrustProxy\": \"10.1.2.3\"")]
    [InlineData("fd00::1", "\"TrustProxy\": \"fd00::1\"")]
    [InlineData("203.0.113.9", "\"TrustProxy\": \"<addresses of the proxies>\"")]
    [InlineData("2001:db8::1", "\"TrustProxy\": \"<addresses of the proxies>\"")]
    [InlineData("100.64.0.1", "\"TrustProxy\": \"<addresses of the proxies>\"")] // RFC 6598: shared by many
    public void Details_UntrustedPeer_SuggestsNoPublicAddress(string peer, string suggestion)
    {
        var text = LoopExplanation.Details(new(LoopCause.UntrustedPeer, "X-Forwarded-Proto"), ProxyPeer.FromAddress(IPAddress.Parse(peer)), ProxyTrust.Nobody);
        Assert.Contains($"configure {suggestion}.", text, StringComparison.Ordinal);
    }
}
