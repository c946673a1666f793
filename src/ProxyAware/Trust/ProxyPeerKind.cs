namespace ProxyAware;

/// <summary>What kind of end point the other side of the app's own connection is.</summary>
public enum ProxyPeerKind
{
    /// <summary>Nothing is known about it (a named pipe, for example). It is never trusted by an address, a name or a hop count.</summary>
    Unknown,

    /// <summary>It has an IP address.</summary>
    Address,

    /// <summary>It connected over a Unix domain socket, so it runs on the same machine.</summary>
    UnixSocket,

    /// <summary>It is the in-memory test server; there is no network. It counts as local, as loopback does.</summary>
    InMemory,
}
