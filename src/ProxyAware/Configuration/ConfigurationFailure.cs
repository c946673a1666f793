namespace ProxyAware.Configuration;

/// <summary>A changed configuration that could not be used, so that the last good one is still in force.</summary>
internal sealed record ConfigurationFailure(string Text, IReadOnlyList<ConfigurationProblem> Problems, DateTimeOffset Since);
