using System.Runtime.InteropServices;

namespace ProxyAware.Origins;

/// <summary>Under which origin a request came.</summary>
/// <param name="Scheme">The effective scheme.</param>
/// <param name="Host">The effective host with its port; null where it does not count.</param>
/// <param name="AllowsAnyLocal">Whether every origin on this machine counts as well: local requests in Development.</param>
[StructLayout(LayoutKind.Auto)]
internal readonly record struct OwnOrigin(string Scheme, string? Host, bool AllowsAnyLocal);
