using System.Runtime.InteropServices;

namespace ProxyAware.UrlRoots;

/// <summary>What the root makes of a path.</summary>
[StructLayout(LayoutKind.Auto)]
internal readonly record struct RootDecision(RootPlacement Placement, UrlRoot Root, PathString Path, bool Stripped);
