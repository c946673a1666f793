namespace ProxyAware.FunctionalTests.Recorded;

/// <summary>
/// A file of requests exactly as a proxy sends them. <c>#</c> begins a comment, <c># @name value</c> says something to the tests, <c>### name</c> begins
/// a request; what stands above the first request holds for the whole file. README.md beside the files lists the names.
/// </summary>
internal sealed class Recording
{
    private const string RequestMark = "### ";

    private readonly Dictionary<string, List<string>> _settings = new(StringComparer.Ordinal);

    private Recording(string name, IReadOnlyList<RecordedRequest> requests, Dictionary<string, List<string>> settings)
    {
        Name = name;
        Requests = requests;
        _settings = settings;
    }

    public string Name { get; }

    public IReadOnlyList<RecordedRequest> Requests { get; }

    /// <summary>The address from which the proxy speaks to the app.</summary>
    public string Peer => Single("peer");

    /// <summary>The section of a page under docs/proxies whose settings the app runs with: <c>page.md#heading</c>.</summary>
    public string Section => Single("section");

    public bool Has(string setting) => _settings.ContainsKey(setting);

    public IReadOnlyList<string> All(string setting) => _settings.TryGetValue(setting, out var values) ? values : [];

    public RecordedRequest Request(string name) =>
        Requests.FirstOrDefault(r => r.Name == name) ?? throw new InvalidOperationException($"{Name} has no request '{name}'.");

    public static IEnumerable<string> Names(string folder) =>
        Directory.EnumerateFiles(RecordingFolder.Of(folder), "*.http").Select(f => Path.GetFileNameWithoutExtension(f)!).Order(StringComparer.Ordinal);

    public static Recording Read(string folder, string name)
    {
        var settings = new Dictionary<string, List<string>>(StringComparer.Ordinal);
        var requests = new List<RecordedRequest>();
        var current = settings;
        List<string>? lines = null;
        foreach (var line in File.ReadLines(RecordingFolder.Of(folder, name + ".http")))
        {
            if (line.StartsWith(RequestMark, StringComparison.Ordinal))
            {
                current = new(StringComparer.Ordinal);
                lines = [];
                requests.Add(new(line[RequestMark.Length..].Trim(), lines, current));
            }
            else if (line.StartsWith("# @", StringComparison.Ordinal))
            {
                var parts = line[3..].Split(' ', 2, StringSplitOptions.TrimEntries);
                (current.TryGetValue(parts[0], out var values) ? values : current[parts[0]] = []).Add(parts.Length > 1 ? parts[1] : "");
            }
            else if (line.Length > 0 && line[0] != '#')
            {
                (lines ?? throw new InvalidOperationException($"{name}: '{line}' stands above the first request.")).Add(line);
            }
        }

        return new($"{folder}/{name}", requests, settings);
    }

    private string Single(string setting) =>
        All(setting) is [var value] ? value : throw new InvalidOperationException($"{Name} must say '# @{setting}' once.");
}
