using Microsoft.Extensions.Logging;
using ProxyAware.Tests.Support;
using ProxyAware.Tests.Upstream.Pki;
using ProxyAware.Tests.Upstream.Support;

namespace ProxyAware.Tests.Upstream;

public sealed class FirstUseTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    private string Store => Path.Combine(_folder.Path, "known_upstreams");

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task FirstKey_IsLearnt_AndAnotherIsRefused_AlsoByTheNextProcess()
    {
        var rotated = false;
        await using var server = new TlsTestServer(new TlsTestServerOptions { CertificateForName = _ => rotated ? TestPki.RotatedOtherKey : TestPki.SelfSignedExpired });
        using var log = new RecordingLogger();
        await Calls.AcceptedAsync(Options(), server.Url, log);
        Assert.Contains(log.At(LogLevel.Warning), line => line.Contains("PA5109", StringComparison.Ordinal) && line.Contains(TestPin.Of(TestPki.SelfSignedExpired), StringComparison.Ordinal));
        Assert.Contains(TestPin.Of(TestPki.SelfSignedExpired), await File.ReadAllTextAsync(Store));
        await Calls.AcceptedAsync(Options(), server.Url);

        rotated = true;
        var before = server.ApplicationBytes;
        var refused = await Calls.RefusedAsync(Options(), server.Url);
        Assert.Equal(UpstreamTlsReason.PinStoreMismatch, refused.Reason);
        Assert.Equal(before, server.ApplicationBytes);
        Assert.Equal([TestPin.Of(TestPki.SelfSignedExpired)], refused.ExpectedPins);
        Assert.Contains(TestPin.Of(TestPki.RotatedOtherKey), refused.SeenPins);
        Assert.Contains("delete line", refused.Remedy);
    }

    [Fact]
    public async Task Line_ThatIsDeleted_IsLearntAgain_AndAFileThatIsGone_IsNot()
    {
        await using var server = new TlsTestServer(new TlsTestServerOptions { Respond = CloseAsync });
        using var upstream = UpstreamTls.Create(Options());
        using var client = Calls.Client(upstream);
        Assert.Equal("hello", await client.GetStringAsync(server.Url));
        await File.WriteAllTextAsync(Store, "");
        Assert.Equal("hello", await client.GetStringAsync(server.Url));

        File.Delete(Store);
        Assert.Equal(UpstreamTlsReason.PinStoreUnavailable, (await Calls.RefusedAsync(client, server.Url)).Reason);

        // A reload does not make it a first use.
        upstream.State.Reload();
        Assert.Equal(UpstreamTlsReason.PinStoreUnavailable, (await Calls.RefusedAsync(client, server.Url)).Reason);
    }

    private UpstreamTlsOptions Options() => new() { Verification = UpstreamVerification.TrustOnFirstUse, PinStoreFile = Store, ServerName = TestPki.ServerName };

    private static async Task CloseAsync(Stream stream, string head, CancellationToken stop) =>
        await stream.WriteAsync("HTTP/1.1 200 OK\r\nContent-Length: 5\r\nConnection: close\r\n\r\nhello"u8.ToArray(), stop);
}
