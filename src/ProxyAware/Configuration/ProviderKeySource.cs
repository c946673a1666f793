using Microsoft.Extensions.Configuration;

namespace ProxyAware.Configuration;

/// <summary>A single provider, asked directly: the framework's own view merges lists index by index.</summary>
internal sealed class ProviderKeySource(IConfigurationProvider provider) : KeySource
{
    public override string Name => provider.ToString() ?? provider.GetType().Name;

    public override string? Text(string path) => provider.TryGet(path, out var text) ? text : null;

    public override IReadOnlyList<string> Children(string path) =>
        [.. provider.GetChildKeys([], path.Length == 0 ? null : path).Distinct(StringComparer.OrdinalIgnoreCase)];
}
