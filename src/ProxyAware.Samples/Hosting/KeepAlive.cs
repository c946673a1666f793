namespace ProxyAware.Samples.Hosting;

/// <summary>The setting <c>Samples:KeepAliveInterval</c>: how often an idle WebSocket is pinged, 0 for never. Without it ProxyAware's own interval is in force.</summary>
internal static class KeepAlive
{
    public static void Apply(WebApplicationBuilder builder)
    {
        if (builder.Configuration.GetValue<TimeSpan?>("Samples:KeepAliveInterval") is { } interval)
        {
            builder.Services.Configure<WebSocketOptions>(options => options.KeepAliveInterval = interval);
        }
    }
}
