using ProxyAware.Forwarding;
using ProxyAware.UrlRoots;

namespace ProxyAware.Diagnostics.Explain;

/// <summary>Which part of the path is the app's, and why.</summary>
internal static class RootExplanation
{
    public static ExplainedDecision Of(ProxyAwareFeature feature, in RootDecision decision)
    {
        var policy = feature.Policy.Root;
        var source = policy.IsDynamic ? policy.PrefixHeader
            : policy.Root.IsNone ? DecisionSources.Settings
            : feature.Policy.Hosts.PublicUrl is { Root.IsNone: false } ? nameof(ProxyAwareOptions.PublicUrl)
            : nameof(ProxyAwareOptions.UrlRoot);
        var value = decision.Placement == RootPlacement.Outside ? policy.Root.Value : feature.OriginalPathBase.Add(decision.Root.Value).Value;
        return new(ExplainedSubject.Root, SafeText.Quote(string.IsNullOrEmpty(value) ? "/" : value), source, Reason(feature, decision));
    }

    private static string Reason(ProxyAwareFeature feature, in RootDecision decision)
    {
        var policy = feature.Policy.Root;
        switch (decision.Placement)
        {
            case RootPlacement.Outside:
                return "The path is not below the root, so it is not the app's.";
            case RootPlacement.RootWithoutSlash:
                return "The path is the root without the slash behind it, relative to which no link would work.";
            case RootPlacement.Inside when decision.Stripped:
                return policy.IsDynamic ? "A trusted proxy took this prefix off the path, and it is the root."
                    : policy.Mode == UrlRootMode.Stripped ? "UrlRootMode says that the proxy takes the root off the path."
                    : $"A trusted proxy's {policy.PrefixHeader} says that it took the root off the path.";
            case RootPlacement.Inside when !decision.Root.IsNone:
                return policy.Mode == UrlRootMode.Kept ? "The path is below the root, which UrlRootMode says is kept." : "The path is below the root; no proxy said that it took it off.";
            default:
                return feature.OriginalPathBase.HasValue ? "The server itself took it off the path."
                    : policy.IsDynamic ? "No trusted proxy named a prefix." : "No root is set.";
        }
    }
}
