namespace ProxyAware.Diagnostics.Audit;

/// <summary>Which decisions a forged header changed. It is the proof that a header is believed, whatever the settings seem to say.</summary>
[Flags]
internal enum ForgedEffect
{
    None = 0,

    /// <summary>The client has the address that it chose.</summary>
    Client = 1,

    /// <summary>The client has become unknown.</summary>
    HidesClient = 2,

    Scheme = 4,

    Host = 8,

    Prefix = 16,

    /// <summary>The request would be refused: the client harms nobody but itself.</summary>
    Refused = 32,
}
