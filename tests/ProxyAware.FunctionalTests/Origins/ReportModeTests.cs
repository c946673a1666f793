using System.Net;
using ProxyAware.FunctionalTests.Rig;

namespace ProxyAware.FunctionalTests.Origins;

public sealed class ReportModeTests
{
    [Fact]
    public async Task ForeignPage_IsServedAndReported()
    {
        await using var app = await SampleApp.StartAsync(("ProxyAware__OriginMode", "Report"));
        var visitor = new Visitor(app.EndPoint, "127.0.0.1");

        using var socket = await visitor.OpenWebSocketAsync("/ws", HttpVersion.Version11, "https://evil.test");
        var post = await visitor.SendFormAsync("/audit", "action=restarted", "Origin: https://evil.test");

        Assert.Equal(201, post.Status);
        Assert.NotNull(await app.OutputLineAsync("https://evil.test"));
        await socket.CloseCleanlyAsync();
    }
}
