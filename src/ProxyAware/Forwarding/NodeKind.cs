namespace ProxyAware.Forwarding;

/// <summary>What an element says about the hop it describes.</summary>
internal enum NodeKind
{
    Malformed,
    Hidden,
    Address,
}
