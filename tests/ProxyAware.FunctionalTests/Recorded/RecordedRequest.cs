namespace ProxyAware.FunctionalTests.Recorded;

/// <summary>One request as a proxy sends it, and what the app must make of it.</summary>
/// <param name="Name">Its name in the file.</param>
/// <param name="Lines">The request line and the header lines.</param>
/// <param name="Expectations">What is said about it.</param>
internal sealed record RecordedRequest(string Name, IReadOnlyList<string> Lines, IReadOnlyDictionary<string, List<string>> Expectations)
{
    private const string Whoami = "/whoami";

    public string Expected(string name, string otherwise) => Expectations.TryGetValue(name, out var values) ? values[^1] : otherwise;

    public string? Expected(string name) => Expectations.TryGetValue(name, out var values) ? values[^1] : null;

    /// <summary>The same request for another of the sample's endpoints.</summary>
    public RecordedRequest For(string path) =>
        this with { Lines = [Lines[0].Replace(Whoami, path, StringComparison.Ordinal), .. Lines.Skip(1)] };

    /// <summary>The same request with another value in the lines of one name.</summary>
    public RecordedRequest With(string name, string value) =>
        this with { Lines = [.. Lines.Select(l => NameOf(l).Equals(name, StringComparison.OrdinalIgnoreCase) ? $"{NameOf(l)}: {value}" : l)] };

    /// <summary>The name of a header line; empty for a request line without a colon.</summary>
    public static string NameOf(string line) => line[..Math.Max(line.IndexOf(':', StringComparison.Ordinal), 0)];

    /// <summary>The value of a header line.</summary>
    public static string ValueOf(string line) => line[(line.IndexOf(':', StringComparison.Ordinal) + 1)..].Trim();
}
