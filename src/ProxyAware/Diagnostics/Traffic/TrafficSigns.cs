namespace ProxyAware.Diagnostics.Traffic;

/// <summary>What a request can show about the set-up. Each sign gathers evidence of its own; <see cref="SignText"/> has the words.</summary>
[Flags]
internal enum TrafficSigns
{
    None = 0,

    // Forwarding.
    UntrustedForwarder = 1 << 0,
    HopCountTooSmall = 1 << 1,
    HopCountTooLarge = 1 << 2,
    ClientIsTrusted = 1 << 3,
    ClientHeaderMissing = 1 << 4,
    ProtocolHeaderMissing = 1 << 5,
    HostHeaderMissing = 1 << 6,
    PortHeaderMissing = 1 << 7,
    SilentProxy = 1 << 8,
    SilentLocalProxy = 1 << 9,
    FamiliesDisagree = 1 << 10,
    SchemeAppended = 1 << 11,
    UnreadableHeader = 1 << 12,
    DirectBesideProxy = 1 << 13,
    HiddenBehindGateway = 1 << 14,

    // Transport.
    BrowserOnHttps = 1 << 15,
    LoopUntrustedPeer = 1 << 16,
    LoopUnusableHeader = 1 << 17,

    // Hosts and root.
    HostRewritten = 1 << 18,
    SecondPublicHost = 1 << 19,
    HostNotAllowed = 1 << 20,
    PortContradictsScheme = 1 << 21,
    ForeignPrefix = 1 << 22,
    PrefixStripped = 1 << 23,
    PrefixDoubled = 1 << 24,
    CookieTwice = 1 << 25,

    // Origins.
    OwnPagesRefused = 1 << 26,
    UpgradeLost = 1 << 27,
}
