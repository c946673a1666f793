namespace ProxyAware.Upstream.PinStore;

/// <summary>What the store says about a key. Only the first three let a handshake pass.</summary>
internal enum PinStoreStatus
{
    /// <summary>Nothing was asked: no verdict, which never passes.</summary>
    None,

    /// <summary>The key is the one that was learnt.</summary>
    Match,

    /// <summary>The first contact: the key is now in the file.</summary>
    Learned,

    /// <summary>This process knew the backend and its line has gone since: somebody removed it so that it is learnt again.</summary>
    LearnedAgain,

    /// <summary>Another key was learnt.</summary>
    Mismatch,

    /// <summary>Nothing was learnt, and this was no occasion to learn.</summary>
    Unknown,

    /// <summary>A line that could be the one of this backend cannot be read.</summary>
    Damaged,

    /// <summary>The file cannot be read, written or locked, or has gone.</summary>
    Unavailable,
}
