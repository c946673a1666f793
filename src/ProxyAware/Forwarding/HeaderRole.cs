namespace ProxyAware.Forwarding;

/// <summary>What a header is read for; <c>Forwarded</c> may be read for several things.</summary>
[Flags]
internal enum HeaderRole : byte
{
    None = 0,
    For = 1,
    Protocol = 2,
    Host = 4,
    Port = 8,
    Prefix = 16,
}
