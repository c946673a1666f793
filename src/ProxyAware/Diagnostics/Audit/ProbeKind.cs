namespace ProxyAware.Diagnostics.Audit;

/// <summary>What a probe tries.</summary>
internal enum ProbeKind
{
    /// <summary>Nothing is forged: what the proxies send by themselves.</summary>
    Baseline,

    /// <summary>Headers are forged.</summary>
    Headers,

    /// <summary>A WebSocket is opened.</summary>
    WebSocket,

    /// <summary>A redirect is answered.</summary>
    RedirectStart,

    /// <summary>Where it leads.</summary>
    RedirectEnd,
}
