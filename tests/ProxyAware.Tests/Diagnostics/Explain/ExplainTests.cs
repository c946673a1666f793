using System.Diagnostics.Metrics;
using System.Text.Json;
using Microsoft.Extensions.Configuration;

namespace ProxyAware.Tests.Diagnostics.Explain;

/// <summary>What an explanation says, as text and as JSON.</summary>
public sealed class ExplainTests
{
    [Fact]
    public async Task Text_OfAServedRequest_IsOneDecisionALine()
    {
        var explanation = await Explainers.ExplainAsync(
            "TrustProxy=10.0.0.0/24;PublicUrl=https://ops.example.com/cockpit",
            """
            # peer: 10.0.0.5:4711
            GET /cockpit/whoami?x=1 HTTP/1.1
            Host: backend:5000
            X-Forwarded-For: 6.6.6.6, 203.0.113.7:80
            X-Forwarded-Proto: https
            X-Real-IP: 6.6.6.6

            """);
        Assert.Equal(
            """
            request:    GET /cockpit/whoami?x=1 HTTP/1.1, host backend:5000, over http
            peer:       10.0.0.5 port 4711, trusted: TrustProxy names it (10.0.0.0/24).
            hop 0:      10.0.0.5, Trusted: A trusted proxy: what it wrote about the next one is believed.
            hop 1:      203.0.113.7, Untrusted: The first address that is not trusted: this is the client, and nothing further left is looked at.
            client:     203.0.113.7 port 80, Proxied, Resolved, from X-Forwarded-For: The walk from the right ended at the first address that is not a trusted proxy's.
            scheme:     https, from X-Forwarded-Proto: A trusted proxy said so.
            host:       ops.example.com, from PublicUrl: PublicUrl stands in for every host that AllowedHosts does not name.
            port:       443, from PublicUrl: It is the port of PublicUrl.
            root:       /cockpit, from PublicUrl: The path is below the root; no proxy said that it took it off.
            clear text: encrypted, from request: The request came over https.
            origin:     not checked, from request: GET opens no WebSocket and is a safe method.
            header:     X-Forwarded-For cut to '203.0.113.7:80': A trusted proxy wrote this; what stood beside it may be anybody's.
            header:     X-Forwarded-Proto believed as 'https': A trusted proxy wrote it.
            header:     X-Real-IP removed: No setting reads it, so anybody may have written it.
            app sees:   https://ops.example.com/cockpit, path /whoami, client 203.0.113.7 port 80
            verdict:    served: The request goes on to the app.

            """.ReplaceLineEndings(),
            explanation.ToString());
    }

    [Fact]
    public async Task Json_OfARefusedRequest_HasEveryPartWithNamesForNumbers()
    {
        var explanation = await Explainers.ExplainAsync("TrustProxy=10.0.0.5", "# peer: 10.0.0.9\nPOST /x HTTP/1.1\nHost: a.example\nX-Forwarded-For: 6.6.6.6\n");
        var json = JsonSerializer.Serialize(explanation, JsonSerializerOptions.Web);
        Assert.Equal(
            """
            {"request":{"method":"POST","target":"/x","protocol":"HTTP/1.1","scheme":"http","host":"a.example","peer":"10.0.0.9","peerPort":0},
            "peer":{"name":"10.0.0.9","trusted":false,"isLocal":false,"reason":"TrustProxy does not name it (10.0.0.5)."},
            "hops":[{"distance":0,"address":"10.0.0.9","verdict":"Untrusted","reason":"Not a trusted proxy, so the client itself: what it says about another is not read."}],
            "client":{"address":"10.0.0.9","port":0,"quality":"Direct","cause":"UntrustedPeer","source":"connection","reason":"The peer is not a trusted proxy, so it is the client itself."},
            "decisions":[{"what":"Scheme","value":"http","source":"connection","reason":"The peer is not a trusted proxy: the app\u0027s own connection counts."},
            {"what":"Host","value":"a.example","source":"Host","reason":"No header is read for the host. AllowedHosts is not set, so any host is taken."},
            {"what":"Port","value":"80","source":"scheme","reason":"Nothing names a port: the scheme\u0027s own counts."},
            {"what":"Root","value":"/","source":"settings","reason":"No root is set."},
            {"what":"ClearText","value":"refused","source":"settings","reason":"Clear text is refused, because the settings speak of a proxy or of https."},
            {"what":"Origin","value":"allowed","source":"Sec-Fetch-Site","reason":"It has neither Sec-Fetch-Site nor Origin, so no browser sent it."}],
            "headers":[{"name":"X-Forwarded-For","outcome":"Removed","value":null,"reason":"The peer is not a trusted proxy."}],
            "app":null,
            "verdict":{"outcome":"Refused","status":403,"code":"PA3004","location":null,"reason":"This app is served over https only."},
            "notes":["The app\u0027s endpoints and CORS policies are not known here. Those marked AllowUnencrypted(), AllowAnyOrigin() or RequireOrigins(), and origins that CORS permits, may be answered otherwise."]}
            """.ReplaceLineEndings(""),
            json);
        Assert.Equal(explanation.ToString(), JsonSerializer.Deserialize<ProxyExplanation>(json, JsonSerializerOptions.Web)!.ToString());
    }

    [Theory]
    [InlineData("", "10.0.0.5", "peer:       10.0.0.5, not trusted: The settings trust nobody.")]
    [InlineData("TrustProxy=any", "203.0.113.9", "peer:       203.0.113.9, trusted: TrustProxy is 'any': whoever connects is believed.")]
    [InlineData("TrustProxy=2", "10.0.0.5", "peer:       10.0.0.5, trusted: TrustProxy is a hop count of 2, and the peer is one of HopPeers (loopback, linklocal, uniquelocal, unix).")]
    [InlineData("TrustProxy=2", "203.0.113.9", "peer:       203.0.113.9, not trusted: TrustProxy is a hop count, and the peer is none of HopPeers (loopback, linklocal, uniquelocal, unix).")]
    [InlineData("ForTlsProxy=true", "unix", "peer:       unix, trusted: TrustProxy is not set, and another setting speaks of a proxy: one on this machine is trusted, and the peer is on it.")]
    [InlineData("ForTlsProxy=true", "unknown", "peer:       unknown, not trusted: TrustProxy is not set, and another setting speaks of a proxy: one on this machine is trusted, and the peer is not on it.")]
    [InlineData("TrustProxy=2", "10.0.0.5", "hop 1:      10.0.0.9, Trusted: Hop 2 of 2 that are trusted: what it wrote about the next one is believed.", "X-Forwarded-For: 203.0.113.7, 10.0.0.9")]
    [InlineData("TrustProxy=2", "10.0.0.5", "hop 2:      203.0.113.7, Untrusted: The hop count of 2 ends here: this is the client, and nothing further left is looked at.", "X-Forwarded-For: 203.0.113.7, 10.0.0.9")]
    [InlineData("TrustProxy=2", "10.0.0.5", "client:     10.0.0.9, Proxied, ShortChain, from X-Forwarded-For: The header holds fewer addresses than the hop count; the client is the left-most one.", "X-Forwarded-For: 10.0.0.9")]
    [InlineData("TrustProxy=1", "10.0.0.5", "client:     none, Hidden, Hidden, from X-Forwarded-For: A trusted proxy hid the client; the app sees 255.255.255.255, which no list of addresses holds.", "X-Forwarded-For: unknown")]
    [InlineData("TrustProxy=1", "10.0.0.5", "client:     10.0.0.5, Unnamed, HeaderMissing, from connection: The peer is trusted and sent no X-Forwarded-For; the address is its own.")]
    [InlineData("ForTlsProxy=true;TrustProxy=private", "10.0.0.5", "scheme:     https, from ForTlsProxy: The peer is a trusted proxy, and ForTlsProxy says that it always ends TLS.")]
    [InlineData("TrustProxy=2", "10.0.0.5", "scheme:     https, from X-Forwarded-Proto: A trusted proxy said so, but behind several proxies the header has several elements: an inner one appends what it saw itself.", "X-Forwarded-For: 203.0.113.7, 10.0.0.9", "X-Forwarded-Proto: http, https")]
    [InlineData("TrustProxy=1", "10.0.0.5", "scheme:     http, from connection: The trusted peer sent no scheme in X-Forwarded-Proto, and a missing one never means https: the app's own connection counts.")]
    [InlineData("TrustProxy=1;MalformedHeaders=Ignore", "10.0.0.5", "scheme:     http, from connection: What the trusted peer sent in X-Forwarded-Proto is no scheme: the app's own connection counts.", "X-Forwarded-Proto: javascript")]
    [InlineData("TrustProxy=1;ForwardedHostHeader=X-Forwarded-Host;AllowedHosts=a.example", "10.0.0.5", "host:       a.example, from X-Forwarded-Host: A trusted proxy said so. AllowedHosts names it.", "X-Forwarded-Host: a.example")]
    [InlineData("AllowedHosts=a.example", "10.0.0.5", "host:       ops.example.com, from Host: The app does not answer to the host of the request: neither AllowedHosts nor PublicUrl names it.")]
    [InlineData("TrustProxy=1;ForwardedPortHeader=X-Forwarded-Port", "10.0.0.5", "port:       8443, from X-Forwarded-Port: A trusted proxy said so, and the host has no port.", "X-Forwarded-Port: 8443")]
    [InlineData("TrustProxy=1;ForwardedPortHeader=X-Forwarded-Port", "10.0.0.5", "port:       443, from scheme: The X-Forwarded-Port of the trusted proxy is the other scheme's port, which is nobody's URL, and was ignored: the scheme's own port counts.", "X-Forwarded-Port: 80", "X-Forwarded-Proto: https")]
    [InlineData("TrustProxy=1;UrlRoot=/x;ForwardedPrefixHeader=X-Forwarded-Prefix", "10.0.0.5", "prefix:     /x, from X-Forwarded-Prefix: A trusted proxy said so.", "X-Forwarded-Prefix: /x/")]
    [InlineData("TrustProxy=1;UrlRoot=/x;ForwardedPrefixHeader=X-Forwarded-Prefix", "10.0.0.5", "root:       /x, from UrlRoot: A trusted proxy's X-Forwarded-Prefix says that it took the root off the path.", "X-Forwarded-Prefix: /x/")]
    [InlineData("UrlRoot=/x", "10.0.0.5", "root:       /x, from UrlRoot: The path is not below the root, so it is not the app's.")]
    [InlineData("UrlRoot=/x", "10.0.0.5", "verdict:    refused with 404, PA3003: There is nothing here.")]
    [InlineData("AllowUnencrypted=false", "10.0.0.5", "clear text: redirected, from AllowUnencrypted: Clear text is refused, because AllowUnencrypted is false.")]
    [InlineData("AllowUnencrypted=false", "10.0.0.5", "verdict:    redirected with 307 to https://ops.example.com/: The app is served over https only.")]
    [InlineData("AllowUnencrypted=false;UnencryptedPeers=10.0.0.5", "10.0.0.5", "clear text: served, from UnencryptedPeers: It names the peer, and nothing forwarded the request.")]
    [InlineData("AllowUnencrypted=false;UnencryptedPaths=/", "10.0.0.5", "clear text: served, from UnencryptedPaths: It names the path.")]
    [InlineData("AllowUnencrypted=false", "10.0.0.5", "verdict:    refused with 400, PA3005: A redirect to https would never end: a proxy says that https is used already, and this app does not trust it.", "X-Forwarded-Proto: https")]
    [InlineData("TrustProxy=1", "10.0.0.5", "header:     X-Forwarded-For removed: It cannot be read.", "X-Forwarded-For: garbage")]
    [InlineData("TrustProxy=1", "10.0.0.5", "verdict:    refused with 400, PA2001: A proxy in front of this app sent a forwarding header that cannot be read.", "X-Forwarded-For: garbage")]
    [InlineData("StripUntrustedHeaders=false", "10.0.0.5", "header:     X-Forwarded-For left: The peer is not a trusted proxy.", "X-Forwarded-For: 6.6.6.6")]
    public async Task Line_OfEachDecision_NamesValueSourceAndReason(string settings, string peer, string line, params string[] headers)
    {
        var explanation = await Explainers.ExplainAsync(settings, $"# peer: {peer}\nGET / HTTP/1.1\nHost: ops.example.com\n{string.Join('\n', headers)}");
        Assert.Contains(line, explanation.ToString().Split(Environment.NewLine));
    }

    [Theory]
    [InlineData("", "origin:     refused, from Origin: It is neither the app's own nor listed.", "Origin: https://evil.example")]
    [InlineData("", "verdict:    refused with 403, PA4003: The origin of the request is not allowed.", "Origin: https://evil.example")]
    [InlineData("OriginMode=Report", "origin:     reported, from Origin: It is neither the app's own nor listed. OriginMode is Report, so the request goes on.", "Origin: https://evil.example")]
    [InlineData("OriginMode=Off", "origin:     not checked, from OriginMode: OriginMode is Off.", "Origin: https://evil.example")]
    [InlineData("Origins=https://a.example", "origin:     allowed, from Origins: It names the origin.", "Origin: https://a.example")]
    [InlineData("AnyOriginPaths=/", "origin:     allowed, from AnyOriginPaths: It names the path.", "Origin: https://evil.example")]
    [InlineData("", "origin:     refused, from Sec-Fetch-Site: The browser says that another site sent it.", "Sec-Fetch-Site: cross-site")]
    [InlineData("", "origin:     refused, from Origin: It is the app's own only by a name that nobody configured and that came over clear text.", "Origin: http://ops.example.com")]
    public async Task Line_OfTheOrigin_SaysWhatDecided(string settings, string line, params string[] headers)
    {
        var explanation = await Explainers.ExplainAsync("AllowUnencrypted=true;" + settings, $"# peer: 203.0.113.9\nPOST / HTTP/1.1\nHost: ops.example.com\n{string.Join('\n', headers)}");
        Assert.Contains(line, explanation.ToString().Split(Environment.NewLine));
    }

    [Fact]
    public async Task Explanation_OfHostileText_HoldsNoneOfItRaw()
    {
        var explanation = await Explainers.ExplainAsync(
            "TrustProxy=any;MalformedHeaders=Ignore;StripUntrustedHeaders=false;AllowUnencrypted=true",
            $"GET /{new string('a', 4000)} HTTP/1.1\nHost: a\nX-Forwarded-For: \u001b[31mcrimson\u202e\nX-Real-IP: <script>\u001b\nOrigin: \u001b[0m\nX-Forwarded-Proto: \u001b\n");
        var text = explanation + JsonSerializer.Serialize(explanation, JsonSerializerOptions.Web);
        Assert.DoesNotContain('\u001b', text);
        Assert.DoesNotContain('\u202e', text);
        Assert.DoesNotContain("script", text, StringComparison.Ordinal);
        Assert.DoesNotContain("crimson", text, StringComparison.Ordinal);
        Assert.DoesNotContain(new string('a', 201), text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Explain_Refusals_AreNotCounted()
    {
        var counted = 0;
        using var listener = new MeterListener();
        listener.InstrumentPublished = (instrument, l) =>
        {
            // Other tests run beside this one; their meters come from factories of their own, and only what is made while it runs is listened to.
            if (instrument.Meter.Name == ProxyAwareMeters.Name && instrument.Meter.Scope is null)
            {
                l.EnableMeasurementEvents(instrument);
            }
        };
        listener.SetMeasurementEventCallback<long>((_, _, _, _) => Interlocked.Increment(ref counted));
        listener.Start();
        var explanation = await Explainers.ExplainAsync("AllowUnencrypted=true", "# peer: 203.0.113.9\nPOST / HTTP/1.1\nHost: a\nOrigin: https://evil.example\n");
        Assert.Equal("PA4003", explanation.Verdict.Code);
        Assert.Equal(0, counted);
    }

    [Fact]
    public async Task Options_FromCode_AreExplainedToo()
    {
        await using var explainer = new ProxyExplainer(new ProxyAwareOptions { TrustProxy = "10.0.0.5", AllowUnencrypted = true });
        var explanation = await explainer.ExplainAsync(
            RequestToExplain.Create("GET", "/", KeyValuePair.Create("Host", "a.example"), KeyValuePair.Create("X-Forwarded-For", "203.0.113.7")).WithPeer("10.0.0.5"));
        Assert.Equal("203.0.113.7", explanation.Client.Address);
        Assert.Equal("203.0.113.7", explanation.App!.RemoteAddress);
    }

    [Fact]
    public void Options_ThatCannotBeUsed_AreNamed()
    {
        var exception = Assert.Throws<ProxyAwareConfigurationException>(() => new ProxyExplainer(new ProxyAwareOptions { TrustProxy = "true" }));
        Assert.Contains("TrustProxy", exception.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("urls=http://127.0.0.1:5000;https://127.0.0.1:5001", "https://a.example:5001/")]
    [InlineData("urls=http://127.0.0.1:5000", null)]
    [InlineData("http_ports=80|https_ports=8443", "https://a.example:8443/")]
    [InlineData("urls=https://127.0.0.1:1|Kestrel:Endpoints:Main:Url=http://127.0.0.1:5000", null)] // Kestrel's own end points win
    [InlineData("Kestrel:Endpoints:Main:Url=https://*:7001", "https://a.example:7001/")]
    [InlineData("TRUST_PROXY=1", "https://a.example/")] // a proxy is spoken of, so https exists
    public async Task Configuration_OfAWholeApp_SaysWhereItListens(string settings, string? location)
    {
        var configuration = new ConfigurationBuilder().AddInMemoryCollection(settings.Split('|').Select(s => s.Split('=', 2)).Select(s => KeyValuePair.Create(s[0], (string?)s[1]))).Build();
        await using var explainer = ProxyExplainer.FromConfiguration(configuration);
        var explanation = await explainer.ExplainAsync("# peer: 203.0.113.9\nGET / HTTP/1.1\nHost: a.example\n");
        Assert.Equal(location, explanation.Verdict.Location);
    }
}
