using System.Net;
using System.Net.Sockets;
using ProxyAware.FunctionalTests.Rig;

namespace ProxyAware.FunctionalTests.Samples;

public sealed class StartTests
{
    [Fact]
    public async Task Start_WithoutSetUp_ListensOnLoopbackAndSaysWhatToOpen()
    {
        await using var app = await SampleApp.StartAsync(arguments: []);

        var page = await new Visitor(app.EndPoint, "127.0.0.1", site: app.Authority).SendRawAsync("/");

        Assert.Equal(IPAddress.Loopback, app.EndPoint.Address);
        Assert.Equal(200, page.Status);
        Assert.Equal("text/html; charset=utf-8", page.Header("Content-Type"));
        Assert.NotNull(await app.OutputLineAsync("Open https://127.0.0.1:"));
        Assert.NotNull(await app.OutputLineAsync($"The console itself: {app.Url}/."));
    }

    [Fact]
    public async Task Start_WhenTheDefaultPortIsTaken_TakesAFreeOne()
    {
        using var holder = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
        try
        {
            holder.Bind(new IPEndPoint(IPAddress.Loopback, 5080));
            holder.Listen();
        }
        catch (SocketException)
        {
            // Somebody else holds it, which is as good.
        }

        await using var app = await SampleApp.StartAsync(arguments: []);

        Assert.NotEqual(5080, app.EndPoint.Port);
        Assert.Equal(200, (await new Visitor(app.EndPoint, "127.0.0.1", site: app.Authority).SendRawAsync("/whoami")).Status);
    }

    [Fact]
    public async Task Start_WithArguments_IsConfiguredByThem()
    {
        await using var app = await SampleApp.StartAsync(
            ["app", "--urls", "http://127.0.0.1:0", "--ProxyAware:TrustProxy=127.0.0.1", "--ProxyAware:AllowUnencrypted=true"]);

        var answer = (await new Visitor(app.EndPoint, "127.0.0.1").SendRawAsync("/whoami", "X-Forwarded-For: 192.0.2.7")).Whoami();

        Assert.Equal("192.0.2.7", answer.ClientIp);
    }
}
