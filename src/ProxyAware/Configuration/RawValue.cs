using System.Globalization;
using Microsoft.Extensions.Configuration;
using ProxyAware.Diagnostics;

namespace ProxyAware.Configuration;

/// <summary>What one source has under a key: text, a list, or nonsense.</summary>
internal sealed class RawValue
{
    private readonly string _source;
    private readonly string? _text;
    private readonly List<RawElement> _elements;

    private RawValue(string source, string? text, List<RawElement> elements)
    {
        (_source, _text, _elements) = (source, text, elements);
    }

    public string Source => _source;

    /// <summary>The value, or <see langword="null"/> where the source has none.</summary>
    public static RawValue? Of(KeySource source, string path)
    {
        var text = source.Text(path);
        var elements = source.Children(path)
            .Order(ConfigurationKeyComparer.Instance)
            .Select(key => Element(source, KeySource.Join(path, key), key))
            .ToList();
        return text is null && elements.Count == 0 ? null : new RawValue(source.Name, text, elements);
    }

    /// <summary>Whether nothing is lost when one value overrides the other: the framework reads the command line twice, for one.</summary>
    public bool SameAs(RawValue other) => string.Equals(_text, other._text, StringComparison.Ordinal) && _elements.SequenceEqual(other._elements);

    /// <summary>The value in one of its two shapes, or the problem it is.</summary>
    public ConfiguredValue? Shape(string key, out ConfigurationProblem? problem)
    {
        problem = FindProblem(key);
        if (problem is not null)
        {
            return null;
        }

        return _elements.Count == 0
            ? new ConfiguredValue(key, _source, _text, List: null)
            : new ConfiguredValue(key, _source, Text: null, [.. _elements.Select(e => e.Text).OfType<string>()]);
    }

    private ConfigurationProblem? FindProblem(string key)
    {
        if (_text is not null && _elements.Count > 0)
        {
            return new(Codes.TextAndList, key, _text, $"it is written as text and as a list at once (in {_source})", "keep one of the two");
        }

        if (_elements.Find(e => !IsIndex(e.Key)) is { } named)
        {
            return new(
                Codes.BadShape, KeySource.Join(key, named.Key), named.Text, $"'{key}' is an option, not a section: it has no keys below it (in {_source})",
                "write one text or an array of texts");
        }

        return _elements.Find(e => e.IsNested) is { } nested
            ? new(
                Codes.BadShape, KeySource.Join(key, nested.Key), nested.Text, $"an entry of a list must be one text (in {_source})",
                "write one text or an array of texts")
            : null;
    }

    private static RawElement Element(KeySource source, string path, string key) =>
        new(key, source.Text(path), source.Children(path).Count > 0);

    private static bool IsIndex(string key) => int.TryParse(key, NumberStyles.None, CultureInfo.InvariantCulture, out _);
}
