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
        problems.Problems.AddRange(Undefined(options));
        problems.Notices.AddRange(options.ReadNotices);

        var headers = new HeaderOptionsCompiler(options, problems);
        var plan = headers.Compile();
        var trust = new TrustOptionsCompiler(options, problems, files).Compile(headers.NamesAProxy);
        var hosts = new HostOptionsCompiler(options, problems).Compile(plan.HostHeader is not null);
        var root = new RootOptionsCompiler(options, problems).Compile(plan, hosts.PublicUrl);
        var transport = new TransportOptionsCompiler(options, problems, files).Compile(trust, plan, hosts);
        var origins = new OriginOptionsCompiler(options, problems).Compile(hosts);

        var policy = problems.Problems.Count > 0 ? null : new ProxyAwarePolicy
        {
            Resolver = new ProxyResolver(trust, plan),
            MalformedHeaders = options.MalformedHeaders,
            StripUntrustedHeaders = options.StripUntrustedHeaders,
            Hosts = hosts,
            Root = root,
            Transport = transport,
            Origins = origins,
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

    private static IEnumerable<ConfigurationProblem> Undefined(ProxyAwareOptions options)
    {
        ConfigurationProblem?[] problems =
        [
            DefinedName.Problem(ProblemList.Key(nameof(options.ProxyHeaders)), options.ProxyHeaders),
            DefinedName.Problem<MalformedHeaderHandling>(ProblemList.Key(nameof(options.MalformedHeaders)), options.MalformedHeaders),
            DefinedName.Problem<OriginMode>(ProblemList.Key(nameof(options.OriginMode)), options.OriginMode),
            DefinedName.Problem<UrlRootMode>(ProblemList.Key(nameof(options.UrlRootMode)), options.UrlRootMode),
        ];
        return problems.OfType<ConfigurationProblem>();
    }
}
