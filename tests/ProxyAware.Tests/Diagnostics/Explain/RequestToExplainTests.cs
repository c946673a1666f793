namespace ProxyAware.Tests.Diagnostics.Explain;

/// <summary>Requests as text: what is read, and what is refused with its line.</summary>
public sealed class RequestToExplainTests
{
    [Theory]
    [InlineData("GET / HTTP/1.1\nHost: a\n", "127.0.0.1", 0, false)]
    [InlineData("# peer: 10.0.0.5\nGET / HTTP/1.1\nHost: a\n", "10.0.0.5", 0, false)]
    [InlineData("#PEER:10.0.0.5:4711\n# a comment\n\n# scheme: https\nGET / HTTP/1.1\nHost: a\n", "10.0.0.5", 4711, true)]
    [InlineData("# peer: [2001:db8::5]:1\r\nGET / HTTP/1.1\r\nHost: a\r\n\r\nbody", "2001:db8::5", 1, false)]
    [InlineData("# peer: ::ffff:10.0.0.5\nGET / HTTP/1.1\nHost: a", "10.0.0.5", 0, false)]
    [InlineData("# peer: unix\nGET / HTTP/1.1\nHost: a", "unix", 0, false)]
    [InlineData("# peer: in-memory\nGET / HTTP/1.1\nHost: a", "in-memory", 0, false)]
    [InlineData("# peer: unknown\nGET / HTTP/1.1\nHost: a", "unknown", 0, false)]
    [InlineData("\uFEFFGET / HTTP/1.1\nHost: a\n\n# peer: 10.0.0.5\n", "127.0.0.1", 0, false)] // a byte order mark; a body
    public async Task Parse_Comments_SayWhatTheWireDoesNotShow(string text, string peer, int port, bool isHttps)
    {
        var explanation = await Explainers.ExplainAsync("", text);
        Assert.Equal((peer, port, isHttps ? "https" : "http"), (explanation.Request.Peer, explanation.Request.PeerPort, explanation.Request.Scheme));
    }

    [Theory]
    [InlineData("", "Line 1: there is no request.")]
    [InlineData("# peer: 10.0.0.5\n\n", "Line 3: there is no request.")]
    [InlineData("# peer: 10/8\nGET / HTTP/1.1\nHost: a", "Line 1: '10/8' is no peer")]
    [InlineData("# peer: 0.0.0.0\nGET / HTTP/1.1\nHost: a", "Line 1: '0.0.0.0' is no peer")]
    [InlineData("# x\n# scheme: ftp\nGET / HTTP/1.1\nHost: a", "Line 2: 'ftp' is no scheme")]
    [InlineData("hello world", "Line 1: ")]
    [InlineData("# x\nGET /", "Line 2: ")]
    [InlineData("GET / HTTP/2.0\nHost: a", "Line 1: ")]
    [InlineData("GET / HTTP/1.1\nX: y", "Line 1: ")] // RFC 9112, section 3.2: no Host
    [InlineData("GET / HTTP/1.1\nHost: a\nX: y\nHost: b", "Line 4: ")] // RFC 9112, section 3.2: two
    [InlineData("GET / HTTP/1.1\nX: y\nHost: a b", "Line 3: ")]
    [InlineData("GET / HTTP/1.1\nHost: a\nX y: z", "Line 3: ")]
    [InlineData("GET / HTTP/1.1\nHost: a\nX : z", "Line 3: ")] // RFC 9112, section 5.1: white space before the colon
    [InlineData("GET / HTTP/1.1\nHost: a\nX: y\n folded", "Line 4: ")] // RFC 9112, section 5.2: obs-fold
    [InlineData("GET / HTTP/1.1\nHost: a\nX: a\rb", "Line 3: ")] // RFC 9112, section 2.2: a bare CR
    [InlineData("GET / HTTP/1.1\nHost: a\nX: a\0b", "Line 3: ")]
    [InlineData("GET / HTTP/1.1\nHost: a\nContent-Length: x", "Line 3: ")]
    [InlineData("GET /%00 HTTP/1.1\nHost: a", "Line 1: ")]
    public async Task Explain_WhatIsNoRequest_NamesTheLine(string text, string message)
    {
        var exception = await Assert.ThrowsAsync<FormatException>(() => Explainers.ExplainAsync("", text));
        Assert.StartsWith(message, exception.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Explain_MoreHeadersThanKestrelTakes_NamesTheFirstBeyond()
    {
        var text = "GET / HTTP/1.1\nHost: a\n" + string.Concat(Enumerable.Range(0, 200).Select(i => $"X-{i}: y\n"));
        var exception = await Assert.ThrowsAsync<FormatException>(() => Explainers.ExplainAsync("", text));
        Assert.StartsWith("Line 102: ", exception.Message, StringComparison.Ordinal);
        Assert.Contains("431", exception.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("POST / HTTP/1.1\nHost: a\nContent-Length: 10\n\n123")] // the body is not read
    [InlineData("POST / HTTP/1.1\nHost: a\nTransfer-Encoding: chunked\n\nzzz")]
    [InlineData("POST / HTTP/1.1\nHost: a\nExpect: 100-continue\nContent-Length: 1\n\n")]
    [InlineData("GET / HTTP/1.1\nHost: a\nConnection: keep-alive\n\nGET / HTTP/1.1")]
    public async Task Explain_Body_IsIgnored(string text)
    {
        var explanation = await Explainers.ExplainAsync("AllowUnencrypted=true", text);
        Assert.Equal(ExplainedOutcome.Served, explanation.Verdict.Outcome);
    }

    [Fact]
    public async Task Explain_LinesOfOneName_StaySeparateValues()
    {
        var explanation = await Explainers.ExplainAsync("TrustProxy=1", "# peer: 10.0.0.5\nGET / HTTP/1.1\nHost: a\nX-Forwarded-For: \"6.6.6.6\nx-forwarded-for: \t203.0.113.7 \t\n");
        Assert.Equal("203.0.113.7", explanation.Client.Address);
    }

    [Theory]
    [InlineData("GET\r\nX: y", "/", "Host", "a")]
    [InlineData("GET", "/", "Host", "a\nX: y")]
    [InlineData("GET", "/ HTTP/1.1\r\nX: y\r\n", "Host", "a")]
    public void Create_PartsWithTheEndOfALine_AreRefused(string method, string target, string name, string value) =>
        Assert.Throws<ArgumentException>(() => RequestToExplain.Create(method, target, KeyValuePair.Create(name, value)));

    [Theory]
    [InlineData("10.0.0.300")]
    [InlineData("localhost")]
    [InlineData("")]
    public void From_WhatIsNoPeer_IsRefused(string peer) =>
        Assert.Throws<FormatException>(() => RequestToExplain.Create("GET", "/", KeyValuePair.Create("Host", "a")).WithPeer(peer));

    [Fact]
    public async Task Explain_ManyAtOnce_DoNotMix()
    {
        await using var explainer = new ProxyExplainer(new ProxyAwareOptions { TrustProxy = "any", AllowUnencrypted = true });
        var addresses = Enumerable.Range(1, 200).Select(i => $"203.0.113.{i}").ToArray();
        var explanations = await Task.WhenAll(addresses.Select(a => explainer.ExplainAsync($"GET / HTTP/1.1\nHost: a\nX-Forwarded-For: {a}")));
        Assert.Equal(addresses, explanations.Select(e => e.Client.Address));
    }

    [Fact]
    public async Task Explain_Cancelled_Ends()
    {
        await using var explainer = new ProxyExplainer(new ProxyAwareOptions());
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => explainer.ExplainAsync("GET / HTTP/1.1\nHost: a", new CancellationToken(canceled: true)));
    }
}
