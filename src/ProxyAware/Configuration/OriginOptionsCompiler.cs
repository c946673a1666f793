using System.Collections.Frozen;
using ProxyAware.Diagnostics;
using ProxyAware.Hosts;
using ProxyAware.Origins;
using ProxyAware.Trust;

namespace ProxyAware.Configuration;

/// <summary>Compiles the options about origins.</summary>
internal sealed class OriginOptionsCompiler(ProxyAwareOptions options, ProblemList problems)
{
    private static readonly string[] DefaultAnyOriginPaths = ["/signin-oidc", "/signin-wsfed"];

    public OriginPolicy Compile(HostPolicy hosts)
    {
        var list = OriginAllowlist.Compile(TokenList.Split(options.Origins), out var errors);
        problems.AddTokens(Codes.BadOrigin, ProblemList.Key(nameof(options.Origins)), errors);
        if (list is { AllowsAny: true })
        {
            problems.Warn(
                Codes.AnyOrigin, "Origins is 'any': every page on the internet may open WebSockets and send unsafe requests with its visitors' cookies. Name your origins instead");
        }

        var paths = new List<string>();
        foreach (var path in TokenList.Split(options.AnyOriginPaths))
        {
            if (ExactPath.TryParse(path, out var decoded))
            {
                paths.Add(decoded);
            }
            else
            {
                problems.Add(Codes.BadPath, nameof(options.AnyOriginPaths), path, ExactPath.Reason, ExactPath.Fix("/signin-saml"));
            }
        }

        return new()
        {
            Allowlist = list ?? OriginAllowlist.Empty,
            Mode = options.OriginMode,
            AllowMissing = options.AllowMissingOrigin,
            AnyOriginPaths = (paths.Count == 0 ? [.. DefaultAnyOriginPaths] : paths).ToFrozenSet(StringComparer.Ordinal),
            Hosts = hosts,
        };
    }
}
