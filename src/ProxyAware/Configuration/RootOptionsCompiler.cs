using ProxyAware.Diagnostics;
using ProxyAware.Forwarding;
using ProxyAware.Hosts;
using ProxyAware.UrlRoots;

namespace ProxyAware.Configuration;

/// <summary>Compiles <c>UrlRoot</c> and <c>UrlRootMode</c>.</summary>
internal sealed class RootOptionsCompiler(ProxyAwareOptions options, ProblemList problems)
{
    public RootPolicy Compile(HeaderPlan plan, PublicUrl? publicUrl)
    {
        if (!UrlRoot.TryParse(options.UrlRoot, out var root, out var reason))
        {
            problems.Add(Codes.BadUrlRoot, nameof(options.UrlRoot), options.UrlRoot, reason, "write a path such as '/secret'");
            root = UrlRoot.None;
        }

        var isSet = !string.IsNullOrWhiteSpace(options.UrlRoot);
        if (publicUrl is { Root.IsNone: false } && isSet && root.Value != publicUrl.Root.Value && reason is null)
        {
            problems.Add(
                Codes.ContradictingOptions, nameof(options.UrlRoot), options.UrlRoot, $"PublicUrl has the path '{publicUrl.Root}', and the two say the same thing", $"remove UrlRoot, or write '{publicUrl.Root}'");
        }

        if (!isSet && publicUrl is not null)
        {
            root = publicUrl.Root;
        }

        return new RootPolicy(root, options.UrlRootMode, plan.PrefixHeader);
    }
}
