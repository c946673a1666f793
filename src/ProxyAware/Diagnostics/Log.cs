namespace ProxyAware.Diagnostics;

/// <summary>Every line that is logged. The number of an event is that of its code. What a client can cause at will is Debug.</summary>
internal static partial class Log
{
    public const string Category = "ProxyAware";

    [LoggerMessage(EventId = 1100, EventName = "Started", Level = LogLevel.Information, Message =
        """
        ProxyAware is in force.
          Trusted proxies: {TrustedProxies}
          Client address: {ClientAddress}
          Scheme: {Scheme}
          Host, port, prefix: {HostPortPrefix}
          Public URL: {PublicUrl}
          Hosts: {Hosts}
          Root: {Root}
          Origins: {Origins}
          Clear text: {ClearText}
          Upstreams: {Upstreams}
          Warnings: {Warnings}
        """)]
    public static partial void Started(
        ILogger logger, string trustedProxies, string clientAddress, string scheme, string hostPortPrefix, string publicUrl, string hosts, string root, string origins,
        string clearText, string upstreams, string warnings);

    [LoggerMessage(EventId = 5100, EventName = "UpstreamStarted", Level = LogLevel.Information, Message = "{Summary}")]
    public static partial void UpstreamStarted(ILogger logger, string summary);

    [LoggerMessage(EventId = 1101, EventName = "Notice", Level = LogLevel.Information, Message = "{Code}: {Text}")]
    public static partial void Notice(ILogger logger, string code, string text);

    [LoggerMessage(EventId = 1102, EventName = "Warning", Level = LogLevel.Warning, Message = "{Code}: {Text}")]
    public static partial void Warning(ILogger logger, string code, string text);

    [LoggerMessage(EventId = 1120, EventName = "ReloadFailed", Level = LogLevel.Error,
        Message = "PA1120: The changed configuration cannot be used; the last good one stays in force. {Problems}")]
    public static partial void ReloadFailed(ILogger logger, string problems);

    [LoggerMessage(EventId = 1121, EventName = "Reloaded", Level = LogLevel.Information, Message = "PA1121: The configuration was reloaded.")]
    public static partial void Reloaded(ILogger logger);

    [LoggerMessage(EventId = 1122, EventName = "TrustFileFailed", Level = LogLevel.Warning,
        Message = "PA1122: A changed file of addresses cannot be used; the last good one stays in force. {Problems}")]
    public static partial void TrustFileFailed(ILogger logger, string problems);

    public static void MalformedHeader(ILogger logger, ProxyResolution resolution)
    {
        if (logger.IsEnabled(LogLevel.Debug))
        {
            MalformedHeader(logger, resolution.Peer.ToString(), resolution.MalformedHeader!, resolution.Reason.ToString());
        }
    }

    [LoggerMessage(EventId = 2001, EventName = "MalformedHeader", Level = LogLevel.Debug,
        Message = "PA2001: The trusted peer {Peer} sent a {Header} header that cannot be read ({Reason}); the request was answered with 400.")]
    private static partial void MalformedHeader(ILogger logger, string peer, string header, string reason);

    public static void Refused(ILogger logger, string code, int status, ProxyResolution resolution)
    {
        if (logger.IsEnabled(LogLevel.Debug))
        {
            Refused(logger, code, status, resolution.Peer.ToString(), resolution.ClientAddress?.ToString());
        }
    }

    [LoggerMessage(EventId = 3000, EventName = "Refused", Level = LogLevel.Debug,
        Message = "{Code}: A request was answered with {Status}. Peer {Peer}, client {Client}.")]
    private static partial void Refused(ILogger logger, string code, int status, string peer, string? client);

    [LoggerMessage(EventId = 4000, EventName = "OriginRefused",
        Message = "{Code}: {Subject} {Verdict}: {Reason}. Received: {Received}. Allowed: {Allowed}. To allow it: {Fix}")]
    public static partial void OriginRefused(
        ILogger logger, LogLevel level, string code, string subject, string verdict, string reason, string received, string allowed, string fix);

    // An upstream is the operator's own business, not a client's: the first refusal per cause is a warning.
    [LoggerMessage(EventId = 5200, EventName = "UpstreamRefused", Level = LogLevel.Warning, Message = "{Failure}")]
    public static partial void UpstreamRefused(ILogger logger, string failure);

    [LoggerMessage(EventId = 5201, EventName = "UpstreamRefusedAgain", Level = LogLevel.Debug, Message = "{Failure}")]
    public static partial void UpstreamRefusedAgain(ILogger logger, string failure);

    [LoggerMessage(EventId = 5111, EventName = "UpstreamReloadFailed", Level = LogLevel.Error,
        Message = "PA5111: Changed settings or files of the upstream {Upstream} cannot be used; the last good ones stay in force. {Problems}")]
    public static partial void UpstreamReloadFailed(ILogger logger, string upstream, string problems);

    [LoggerMessage(EventId = 5112, EventName = "UpstreamReloaded", Level = LogLevel.Information,
        Message = "PA5112: The settings or files of the upstream {Upstream} were reloaded. Old connections are {Connections}.")]
    public static partial void UpstreamReloaded(ILogger logger, string upstream, string connections);
}
