namespace ProxyAware.UrlRoots;

/// <summary>
/// The compiled <c>UrlRoot</c>, <c>UrlRootMode</c> and prefix header. Whether the proxy stripped the root is told by configuration or by
/// the header, never guessed from the path: behind a stripping proxy that guards <c>/secret/admin</c>, a guess would turn
/// <c>/secret/secret/admin</c> into <c>/admin</c>, past its guard.
/// </summary>
internal sealed class RootPolicy(UrlRoot root, UrlRootMode mode, string? prefixHeader)
{
    public UrlRoot Root { get; } = root;

    public UrlRootMode Mode { get; } = mode;

    /// <summary>Whether the root is whatever a trusted proxy says it stripped.</summary>
    public bool IsDynamic { get; } = root.IsNone && prefixHeader is not null;

    /// <summary>The header in which a trusted proxy says what it stripped; empty if none is read.</summary>
    public string PrefixHeader { get; } = prefixHeader ?? "";

    /// <param name="pathBase">What the server itself took off the path: IIS and HTTP.sys do that.</param>
    /// <param name="path">The decoded path as it arrived.</param>
    /// <param name="prefix">The prefix that a trusted proxy reported, decoded; null if none did.</param>
    public RootDecision Decide(PathString pathBase, PathString path, string? prefix)
    {
        if (Root.IsNone && !IsDynamic)
        {
            return new(RootPlacement.Inside, UrlRoot.None, path, Stripped: Mode == UrlRootMode.Stripped);
        }

        // The same root from two sides is one root: "/app/app" is nobody's.
        if (pathBase.HasValue && pathBase.Value == (IsDynamic ? prefix : Root.Value))
        {
            return new(RootPlacement.Inside, UrlRoot.None, path, Stripped: false);
        }

        if (IsDynamic)
        {
            return DecideDynamic(path, prefix);
        }

        var stripped = Mode switch
        {
            UrlRootMode.Stripped => true,
            UrlRootMode.Kept => false,
            _ => prefix is not null && prefix == Root.Value && !Root.IsNone,
        };
        return stripped ? new(RootPlacement.Inside, Root, path, Stripped: true) : Take(Root, path);
    }

    private RootDecision DecideDynamic(PathString path, string? prefix)
    {
        if (string.IsNullOrEmpty(prefix) || !UrlRoot.TryParse(prefix, out var reported, out _))
        {
            return new(RootPlacement.Inside, UrlRoot.None, path, Stripped: false);
        }

        return Mode == UrlRootMode.Kept ? Take(reported, path) : new(RootPlacement.Inside, reported, path, Stripped: true);
    }

    private static RootDecision Take(UrlRoot root, PathString path)
    {
        if (!root.TryMatch(path, out var rest))
        {
            return new(RootPlacement.Outside, UrlRoot.None, path, Stripped: false);
        }

        return new(!root.IsNone && !rest.HasValue ? RootPlacement.RootWithoutSlash : RootPlacement.Inside, root, rest, Stripped: false);
    }
}
