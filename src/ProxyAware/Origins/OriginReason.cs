namespace ProxyAware.Origins;

/// <summary>Why an origin is allowed or not.</summary>
internal enum OriginReason
{
    // Allowed.
    NotChecked,
    SameOrigin,
    NoBrowser,
    OwnOrigin,
    Listed,
    NativeClient,
    AnyOriginPath,
    Endpoint,
    CorsPolicy,

    // Refused.
    Missing,
    Several,
    Empty,
    Null,
    Malformed,
    NotListed,
    CrossSite,
    Rebinding,
    InvalidHandshake,
    UpgradeLost,
}
