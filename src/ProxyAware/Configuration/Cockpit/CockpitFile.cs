namespace ProxyAware.Configuration.Cockpit;

/// <summary>What a cockpit.conf says.</summary>
/// <param name="Values">The options, by name.</param>
/// <param name="Problems">What is wrong with the file.</param>
/// <param name="Notice">What is not taken over; <see langword="null"/> where everything is.</param>
internal sealed record CockpitFile(
    IReadOnlyDictionary<string, string> Values, IReadOnlyList<ConfigurationProblem> Problems, string? Notice);
