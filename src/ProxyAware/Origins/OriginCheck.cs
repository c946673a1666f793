using System.Runtime.InteropServices;

namespace ProxyAware.Origins;

/// <summary>The verdict on the origin of a request.</summary>
[StructLayout(LayoutKind.Auto)]
internal readonly record struct OriginCheck(bool Allowed, OriginReason Reason)
{
    public static OriginCheck Allow(OriginReason reason) => new(true, reason);

    public static OriginCheck Refuse(OriginReason reason) => new(false, reason);
}
