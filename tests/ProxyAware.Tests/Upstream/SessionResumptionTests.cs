using ProxyAware.Tests.Upstream.Pki;
using ProxyAware.Tests.Upstream.Support;

namespace ProxyAware.Tests.Upstream;

/// <summary>A program shares its sessions between all its clients of a host name. None of them may profit from what a laxer one accepted.</summary>
public sealed class SessionResumptionTests
{
    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task LaxAndStrict_ToTheSameHost_TheStrictOneIsVerified_InAnyOrder(bool laxFirst)
    {
        await using var server = new TlsTestServer(TestPki.OfStranger);
        for (var round = 0; round < 3; round++)
        {
            if (laxFirst)
            {
                await Calls.AcceptedAsync(TestPin.Nothing(), server.Url);
            }

            var before = server.ApplicationBytes;
            Assert.Equal(UpstreamTlsReason.IncompleteChain, (await Calls.RefusedAsync(Calls.Trusting(), server.Url)).Reason);
            Assert.Equal(before, server.ApplicationBytes);
            await Calls.AcceptedAsync(TestPin.Nothing(), server.Url);
            await Calls.AcceptedAsync(Calls.Pinning(TestPin.Of(TestPki.OfStranger)), server.Url);
            Assert.Equal(UpstreamTlsReason.PinMismatch, (await Calls.RefusedAsync(Calls.Pinning(TestPin.Unused), server.Url)).Reason);
        }
    }

    [Fact]
    public async Task LaxClientOfTheFramework_LeavesNoSessionThatOpensAStrictOne()
    {
        await using var server = new TlsTestServer(TestPki.OfStranger);
        using (var handler = new SocketsHttpHandler())
        {
#pragma warning disable CA5359 // That is what the test is about.
            handler.SslOptions.RemoteCertificateValidationCallback = (_, _, _, _) => true;
#pragma warning restore CA5359
            using var client = new HttpClient(handler);
            using var request = new HttpRequestMessage(HttpMethod.Get, server.Url) { Headers = { Host = TestPki.ServerName } };
            using var response = await client.SendAsync(request);
            Assert.True(response.IsSuccessStatusCode);
        }

        Assert.Equal(UpstreamTlsReason.IncompleteChain, (await Calls.RefusedAsync(Calls.Trusting(), server.Url)).Reason);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Sessions_AreResumed_AsAllowed(bool allowed)
    {
        var respond = new Func<Stream, string, CancellationToken, Task>(async (stream, _, stop) =>
            await stream.WriteAsync("HTTP/1.1 200 OK\r\nContent-Length: 5\r\nConnection: close\r\n\r\nhello"u8.ToArray(), stop));
        await using var server = new TlsTestServer(new TlsTestServerOptions { Respond = respond, CertificateForName = _ => TestPki.LeafUnderTwo });
        var options = Calls.Trusting();
        options.AllowSessionResumption = allowed;
        await using var meter = new ByteCountingRelay(server.Port);
        using var upstream = UpstreamTls.Create(options);
        using var client = Calls.Client(upstream);
        for (var i = 0; i < 3; i++)
        {
            Assert.Equal("hello", await client.GetStringAsync(meter.Url));
        }

        // A resumed handshake carries no certificates; three of them are more than a kilobyte.
        var first = meter.BytesFromServer[0];
        var last = meter.BytesFromServer[2];
        Assert.True(allowed ? last < first - 700 : Math.Abs(last - first) < 300, $"{first} {last}");
    }
}
