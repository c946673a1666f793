namespace ProxyAware.Configuration.Cockpit;

/// <summary>The names of cockpit.conf(5) that matter here.</summary>
internal static class CockpitKeys
{
    public const string WebService = "WebService";

    /// <summary>The keys that are taken over. Each has the name of its option.</summary>
    public static IReadOnlyList<string> Mapped { get; } =
    [
        nameof(ProxyAwareOptions.Origins),
        nameof(ProxyAwareOptions.ProtocolHeader),
        nameof(ProxyAwareOptions.ForwardedForHeader),
        nameof(ProxyAwareOptions.UrlRoot),
        nameof(ProxyAwareOptions.AllowUnencrypted),
    ];

    /// <summary>The mapped key with this name, in any case.</summary>
    public static string? Find(string key) => Mapped.FirstOrDefault(m => string.Equals(m, key, StringComparison.OrdinalIgnoreCase));

    /// <summary>
    /// The mapped key that was most likely meant. Cockpit ignores such a key, and the server runs with its default.
    /// None of the keys that Cockpit knows besides is near one.
    /// </summary>
    public static string? NearMiss(string key)
    {
        // "Protocol" and "Forwarded" are too short for an edit distance, "AllowUnencryptedConnections" too long.
        var letters = string.Concat(key.Where(char.IsAsciiLetter));
        return Nearest.Find(key, Mapped) ?? Mapped.FirstOrDefault(m =>
            letters.Length >= 4
            && (m.StartsWith(letters, StringComparison.OrdinalIgnoreCase) || letters.StartsWith(m, StringComparison.OrdinalIgnoreCase)));
    }

    public static bool IsWebService(string section) => string.Equals(section, WebService, StringComparison.OrdinalIgnoreCase);

    /// <summary>Whether a section that is not <see cref="WebService"/> was meant to be. Authentication schemes may have sections of any name.</summary>
    public static bool IsNearWebService(string section) => Nearest.Distance(section, WebService) <= 3;
}
