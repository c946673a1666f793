using ProxyAware.Diagnostics;
using ProxyAware.Trust;

namespace ProxyAware.Configuration;

/// <summary>Checks all settings together and compiles them into one policy. The same compiler runs at start and on every reload.</summary>
internal static class PolicyCompiler
{
    public static CompileResult Compile(ProxyAwareOptions options, string contentRoot)
    {
        var files = new TokenFiles(contentRoot);
        var problems = new ProblemList();
        problems.Problems.AddRange(options.ReadProblems);
        problems.Notices.AddRange(options.ReadNotices);

        var headers = new HeaderOptionsCompiler(options, problems);
        var plan = headers.Compile();
        var trust = new TrustOptionsCompiler(options, problems, files).Compile(headers.NamesAProxy);
        CheckHostHeader(options, problems);

        var policy = problems.Problems.Count > 0 ? null : new ProxyAwarePolicy
        {
            Resolver = new ProxyResolver(trust, plan),
            MalformedHeaders = options.MalformedHeaders,
            StripUntrustedHeaders = options.StripUntrustedHeaders,
            ForTlsProxy = options.ForTlsProxy,
            AutoInsert = options.AutoInsert,
            Notices = problems.Notices,
            Files = files.Fingerprints,
        };
        return new(policy, problems.Problems, files.Fingerprints);
    }

    public static ProxyAwarePolicy CompileOrThrow(ProxyAwareOptions options, string contentRoot)
    {
        var result = Compile(options, contentRoot);
        return result.Policy ?? throw new ProxyAwareConfigurationException(result.Problems);
    }

    private static void CheckHostHeader(ProxyAwareOptions options, ProblemList problems)
    {
        var name = options.ForwardedHostHeader?.Trim();
        if (!string.IsNullOrEmpty(name) && !name.Equals(ProxyAwareDefaults.NoHeader, StringComparison.OrdinalIgnoreCase)
            && TokenList.Split(options.AllowedHosts).Length == 0 && string.IsNullOrWhiteSpace(options.PublicUrl))
        {
            problems.Add(
                Codes.HostHeaderNeedsHosts, nameof(options.ForwardedHostHeader), name, "most proxies pass on what a client writes there, so the hosts it may name must be known", "set 'AllowedHosts': 'example.com' or 'PublicUrl': 'https://example.com'");
        }
    }
}
