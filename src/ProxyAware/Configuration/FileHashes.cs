namespace ProxyAware.Configuration;

/// <summary>The files that settings name, each with a fingerprint of what was found in it.</summary>
internal static class FileHashes
{
    /// <summary>The files of both; where both have one, the first one's word counts.</summary>
    public static IReadOnlyDictionary<string, string> Join(IEnumerable<KeyValuePair<string, string>> first, IEnumerable<KeyValuePair<string, string>> second) =>
        first.Concat(second).DistinctBy(file => file.Key, StringComparer.Ordinal).ToDictionary(StringComparer.Ordinal);
}
