namespace ProxyAware.UrlRoots;

/// <summary>Where a path stands towards the root.</summary>
internal enum RootPlacement
{
    /// <summary>The path is below the root, or there is none.</summary>
    Inside,

    /// <summary>It is the root itself without the slash behind it, relative to which no link on a page would work.</summary>
    RootWithoutSlash,

    /// <summary>It is not the app's.</summary>
    Outside,
}
