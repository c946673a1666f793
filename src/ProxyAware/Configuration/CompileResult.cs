namespace ProxyAware.Configuration;

/// <summary>A policy, or the reasons why there is none.</summary>
internal sealed record CompileResult(ProxyAwarePolicy? Policy, IReadOnlyList<ConfigurationProblem> Problems, IReadOnlyDictionary<string, string> Files);
