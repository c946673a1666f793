using Microsoft.Extensions.Configuration;

namespace ProxyAware.Configuration;

/// <summary>A configuration whose providers are out of sight, such as a bare section.</summary>
internal sealed class MergedKeySource(IConfiguration configuration, string name) : KeySource
{
    public override string Name => name;

    public override string? Text(string path) =>
        path.Length == 0 ? (configuration as IConfigurationSection)?.Value : configuration[path];

    public override IReadOnlyList<string> Children(string path) =>
        [.. (path.Length == 0 ? configuration : configuration.GetSection(path)).GetChildren().Select(c => c.Key)];
}
