namespace ProxyAware;

/// <summary>The settings of the diagnostics page.</summary>
public sealed class ProxyDiagnosticsOptions
{
    /// <summary>Gets or sets whether everybody who reaches the app may see the page and run the audit, outside Development too.</summary>
    /// <value>The default is <see langword="false"/>: outside Development the app does not start while the page is without authorization.</value>
    /// <remarks>
    /// The page names the addresses of your proxies, the origins and hosts you allow and what is wrong with your set-up, and everybody could run the audit. Switch
    /// this on only where the network, or code of your own in front, keeps everybody else away.
    /// </remarks>
    public bool DangerousAllowAnonymous { get; set; }

    /// <summary>Gets or sets how long the audit holds a WebSocket idle.</summary>
    /// <value>The default is 70 seconds, which is longer than the minute after which nginx cuts what is idle. From one second to ten minutes.</value>
    public TimeSpan WebSocketIdleTime { get; set; } = TimeSpan.FromSeconds(70);
}
