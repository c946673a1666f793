namespace ProxyAware;

/// <summary>What happens to a request whose origin is not allowed.</summary>
public enum OriginMode
{
    /// <summary>It is answered with status 403.</summary>
    Enforce,

    /// <summary>It goes on; what would have been refused is counted and logged once per cause.</summary>
    Report,

    /// <summary>Origins are not looked at.</summary>
    Off,
}
