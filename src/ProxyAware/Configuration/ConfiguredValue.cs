namespace ProxyAware.Configuration;

/// <summary>What the configuration holds under one key: one text, or a list of them.</summary>
/// <param name="Key">The whole key, for messages.</param>
/// <param name="Source">The provider it came from.</param>
/// <param name="Text">The text; <see langword="null"/> where it is a list.</param>
/// <param name="List">The list in the order of its indexes, without nulls; <see langword="null"/> where it is a text.</param>
internal sealed record ConfiguredValue(string Key, string Source, string? Text, IReadOnlyList<string>? List)
{
    public ConfigurationProblem Problem(string code, string reason, string fix) =>
        new(code, Key, Text ?? string.Join(", ", List ?? []), $"{reason} (in {Source})", fix);
}
