namespace ProxyAware.Https;

/// <summary>Why a redirect to https would come back for ever.</summary>
internal enum LoopCause
{
    None,

    /// <summary>A peer that is not trusted says that its client used https.</summary>
    UntrustedPeer,

    /// <summary>The trusted peer's protocol header has no usable value, and another one claims https.</summary>
    UnusableHeader,

    /// <summary>The browser says that it is on https; somewhere in between that is lost or overwritten.</summary>
    BrowserOnHttps,
}
