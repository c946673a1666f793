using Microsoft.Extensions.Configuration;

namespace ProxyAware.Configuration;

/// <summary>Takes a configuration apart into its providers, as far as they can be seen.</summary>
internal static class KeySources
{
    /// <summary>The sources, the one that wins last.</summary>
    public static IReadOnlyList<KeySource> Of(IConfiguration configuration) => configuration switch
    {
        IConfigurationRoot root => [.. root.Providers.SelectMany(Of)],
        IConfigurationSection section => [new MergedKeySource(section, $"the section '{section.Path}', whose providers cannot be seen")],
        _ => [new MergedKeySource(configuration, "a configuration whose providers cannot be seen")],
    };

    // A chained provider loses empty texts and merges lists; what it chains does not.
    private static IEnumerable<KeySource> Of(IConfigurationProvider provider) =>
        provider is ChainedConfigurationProvider chained ? Of(chained.Configuration) : [new ProviderKeySource(provider)];
}
