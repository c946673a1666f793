namespace ProxyAware.Samples.Edge;

/// <summary>What the edge logs.</summary>
internal static partial class EdgeLog
{
    [LoggerMessage(Level = LogLevel.Warning, Message = "The console cannot be reached: {Reason}")]
    public static partial void ConsoleUnreachable(ILogger logger, string reason);

    [LoggerMessage(Level = LogLevel.Warning, Message = "The console refused a WebSocket: {Reason}")]
    public static partial void SocketRefused(ILogger logger, string reason);
}
