namespace ProxyAware.Upstream.Compilation;

/// <summary>A policy, or the reasons why there is none; and the files that were read for it.</summary>
internal sealed record UpstreamCompileResult(UpstreamPolicy? Policy, IReadOnlyList<ConfigurationProblem> Problems, IReadOnlyDictionary<string, string> Files);
