using Microsoft.Extensions.Configuration.Memory;

namespace ProxyAware.Samples.Hosting;

/// <summary>Settings of the sample itself, which every file, variable and argument of the user overrides.</summary>
internal static class LowestSettings
{
    public static void AddLowest(this ConfigurationManager configuration, params (string Key, string? Value)[] settings) =>
        ((IConfigurationBuilder)configuration).Sources.Insert(
            0, new MemoryConfigurationSource { InitialData = settings.Select(s => KeyValuePair.Create(s.Key, s.Value)) });
}
