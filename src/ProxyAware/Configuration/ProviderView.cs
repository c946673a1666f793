using Microsoft.Extensions.Configuration;
using ProxyAware.Diagnostics;

namespace ProxyAware.Configuration;

/// <summary>
/// A section of the configuration, provider by provider. For each key the last provider that has it, as text or as
/// list, wins whole: a later list never leaves the tail of an earlier one behind, a later <c>false</c> is false.
/// </summary>
internal sealed class ProviderView
{
    // Where the section lies inside the sources, and how people write it: the two differ where the section itself was handed over.
    private readonly string _path;

    private ProviderView(IReadOnlyList<KeySource> sources, string path, string name)
    {
        Sources = sources;
        _path = path;
        Name = name;
    }

    public IReadOnlyList<KeySource> Sources { get; }

    /// <summary>The whole key of the section, for messages.</summary>
    public string Name { get; }

    /// <summary>Looks at a section of a root, or at a section handed over as it is.</summary>
    public static ProviderView Of(IConfiguration configuration, string? sectionPath)
    {
        var path = sectionPath ?? "";
        var parent = (configuration as IConfigurationSection)?.Path ?? "";
        return new(KeySources.Of(configuration), path, path.Length == 0 ? parent : KeySource.Join(parent, path));
    }

    public string FullKey(string key) => KeySource.Join(Name, key);

    public string PathOf(string key) => KeySource.Join(_path, key);

    /// <summary>The names of the keys that some provider has directly below the section.</summary>
    public IEnumerable<string> Keys() => Sources.SelectMany(s => s.Children(_path)).Distinct(StringComparer.OrdinalIgnoreCase);

    /// <summary>The text that a provider has for the section itself, where keys are expected; the last one's.</summary>
    public (string Text, string Source)? OwnText()
    {
        foreach (var source in Name.Length == 0 ? [] : Sources.Reverse())
        {
            if (source.Text(_path) is { } text && !string.IsNullOrWhiteSpace(text))
            {
                return (text, source.Name);
            }
        }

        return null;
    }

    /// <summary>The last provider that has something under one of <see cref="Keys"/>.</summary>
    public KeySource Holder(string key) => Sources.Last(s => s.Children(_path).Contains(key, StringComparer.OrdinalIgnoreCase));

    /// <summary>The value of a key. What is wrong with it, and whom it overrides, is noted.</summary>
    public ConfiguredValue? Find(string key, ICollection<ConfigurationProblem> problems, ICollection<StartNotice> notices)
    {
        var values = Sources.Select(s => RawValue.Of(s, PathOf(key))).OfType<RawValue>().ToList();
        if (values.Count == 0)
        {
            return null;
        }

        var winner = values[^1];
        var overridden = values.Where(v => !v.SameAs(winner)).Select(v => v.Source).ToList();
        if (overridden.Count > 0)
        {
            notices.Add(new(
                Codes.ProviderOverridden, IsWarning: false,
                $"{FullKey(key)} is taken from {winner.Source}; it overrides the value of {string.Join(" and ", overridden)}, of which nothing is kept"));
        }

        var value = winner.Shape(FullKey(key), out var problem);
        if (problem is not null)
        {
            problems.Add(problem);
        }

        return value;
    }
}
