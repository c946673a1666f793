using Microsoft.Extensions.Options;

namespace ProxyAware.Origins;

/// <summary>
/// Pings idle WebSockets every 25 seconds unless the app chose an interval: proxies cut an upstream that is silent for 60 (nginx), and the framework's
/// own default is two minutes.
/// </summary>
internal sealed class ConfigureWebSocketKeepAlive : IPostConfigureOptions<WebSocketOptions>
{
    private static readonly TimeSpan FrameworkDefault = new WebSocketOptions().KeepAliveInterval;

    private static readonly TimeSpan Interval = TimeSpan.FromSeconds(25);

    public void PostConfigure(string? name, WebSocketOptions options)
    {
        if (options.KeepAliveInterval == FrameworkDefault)
        {
            options.KeepAliveInterval = Interval;
        }
    }
}
