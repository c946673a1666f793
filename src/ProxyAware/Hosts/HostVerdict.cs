namespace ProxyAware.Hosts;

/// <summary>What was decided about the host of a request.</summary>
internal enum HostVerdict
{
    Accepted,

    /// <summary>There is none.</summary>
    Missing,

    /// <summary>It is no host.</summary>
    Malformed,

    /// <summary>The app does not answer to it.</summary>
    NotAllowed,
}
