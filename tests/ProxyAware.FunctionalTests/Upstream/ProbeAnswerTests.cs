using System.Net.Security;
using System.Text;
using ProxyAware.FunctionalTests.Rig;
using ProxyAware.Tests.Upstream.Pki;
using TestPki = ProxyAware.Tests.Upstream.Pki.TestPki;

namespace ProxyAware.FunctionalTests.Upstream;

/// <summary>A server that is accepted and then does not answer as it should: the probe says so in a sentence and ends with 1.</summary>
public sealed class ProbeAnswerTests
{
    [Fact]
    public async Task Server_ThatNeverAnswers_IsGivenUp()
    {
        var run = await RunAsync((_, _, cancellationToken) => Task.Delay(Timeout.Infinite, cancellationToken), "--Probe:Timeout=00:00:02");

        Assert.True(run.ExitCode == 1, run.All);
        Assert.Contains("did not answer within 2 s", run.Output, StringComparison.Ordinal);
        Assert.DoesNotContain("   at ", run.All, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("")]
    [InlineData("HTTP/1.1 200 OK\r\nContent-")]
    [InlineData("SSH-2.0-OpenSSH_9.2\r\n")]
    public async Task Server_ThatBreaksOff_IsNamed(string answer)
    {
        var run = await RunAsync(async (stream, _, cancellationToken) =>
        {
            await stream.WriteAsync(Encoding.ASCII.GetBytes(answer), cancellationToken);
            await ((SslStream)stream).ShutdownAsync();
            throw new IOException("The connection ends here.");
        });

        Assert.True(run.ExitCode == 1, run.All);
        Assert.Contains("did not answer: ", run.Output, StringComparison.Ordinal);
        Assert.DoesNotContain("   at ", run.All, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Server_ThatIsNotThere_IsNamed()
    {
        var run = await ProbeRun.OfAsync($"https://127.0.0.1:{FreePort.Next()}/");

        Assert.True(run.ExitCode == 1, run.All);
        Assert.Contains("did not answer: ", run.Output, StringComparison.Ordinal);
        Assert.DoesNotContain("   at ", run.All, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Redirect_OfTheServer_IsNotFollowed()
    {
        var run = await RunAsync(async (stream, _, cancellationToken) => await stream.WriteAsync(
            "HTTP/1.1 302 Found\r\nLocation: https://127.0.0.1:1/\r\nContent-Length: 0\r\n\r\n"u8.ToArray(), cancellationToken));

        Assert.True(run.ExitCode == 0, run.All);
        Assert.Contains("302", run.Output, StringComparison.Ordinal);
    }

    private static async Task<ProbeRun> RunAsync(Func<Stream, string, CancellationToken, Task> respond, params string[] arguments)
    {
        await using var server = new TlsTestServer(new TlsTestServerOptions { Certificate = TestPki.SelfSigned, Respond = respond });
        return await ProbeRun.WithArgumentsAsync(
            [$"{server.Url}", "--ProxyAware:Upstreams:host:Verification=PinOnly", $"--ProxyAware:Upstreams:host:Pins={PinText.Of(TestPki.SelfSigned)}", .. arguments]);
    }
}
