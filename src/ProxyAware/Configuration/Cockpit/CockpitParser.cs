using ProxyAware.Diagnostics;

namespace ProxyAware.Configuration.Cockpit;

/// <summary>
/// Reads the text of a cockpit.conf. Where Cockpit is silent about a slip (an unknown key is ignored, one bad line
/// discards the whole file) it names the line.
/// </summary>
internal sealed class CockpitParser
{
    private const string OneLine = "write 'Key = value' on one line; a value cannot go on in the next line, so all Origins stand in one, with spaces between";

    private readonly string _fileName;
    private readonly Dictionary<string, (string Text, int Line)> _entries = new(StringComparer.Ordinal);
    private readonly List<ConfigurationProblem> _problems = [];
    private readonly List<string> _ignored = [];
    private string? _section;
    private int _line;

    private CockpitParser(string fileName)
    {
        _fileName = fileName;
    }

    /// <param name="text">The text of the file.</param>
    /// <param name="fileName">What the file is called in messages.</param>
    public static CockpitFile Parse(string text, string fileName)
    {
        var parser = new CockpitParser(fileName);
        using var reader = new StringReader(text);
        while (reader.ReadLine() is { } line)
        {
            parser._line++;
            parser.ReadLine(line.Trim());
        }

        return parser.Finish();
    }

    private void ReadLine(string line)
    {
        if (line.Length == 0 || line[0] is '#' or ';')
        {
            return;
        }

        if (line[0] == '[')
        {
            ReadSection(line);
            return;
        }

        var equals = line.IndexOf('=');
        var key = equals < 0 ? "" : line[..equals].TrimEnd();
        if (_section is null)
        {
            Report(Codes.BadCockpitLine, line, "it stands before any section", $"write [{CockpitKeys.WebService}] above it");
        }
        else if (CockpitKeys.IsWebService(_section))
        {
            ReadOption(line, key, line[(equals + 1)..].TrimStart());
        }
        else if (!IsKey(key))
        {
            ReportNoEntry(line);
        }
        else
        {
            Ignore(key);
        }
    }

    private void ReadSection(string line)
    {
        var name = line[^1] == ']' ? line[1..^1].Trim() : "";
        if (name.Length == 0 || name.AsSpan().ContainsAny('[', ']'))
        {
            Report(Codes.BadCockpitLine, line, "a section is one name between brackets", $"write it like [{CockpitKeys.WebService}]");

            // Most likely it was this one; what follows would only be reported a second time.
            name = CockpitKeys.WebService;
        }
        else if (!CockpitKeys.IsWebService(name) && CockpitKeys.IsNearWebService(name))
        {
            Report(Codes.CockpitNearMiss, line, "there is no such section", $"write [{CockpitKeys.WebService}]");
            name = CockpitKeys.WebService;
        }

        _section = name;
    }

    private void ReadOption(string line, string key, string value)
    {
        if (CockpitKeys.Find(key) is { } mapped)
        {
            _entries[mapped] = (value, _line);
        }
        else if (CockpitKeys.NearMiss(key) is { } near)
        {
            Report(Codes.CockpitNearMiss, line, $"there is no setting '{key}'", $"write '{near} = ...'");
        }
        else if (!IsKey(key))
        {
            ReportNoEntry(line);
        }
        else
        {
            Ignore(key);
        }
    }

    private void Ignore(string key)
    {
        var name = $"[{_section}] {key}";
        if (!_ignored.Contains(name, StringComparer.OrdinalIgnoreCase))
        {
            _ignored.Add(name);
        }
    }

    private CockpitFile Finish()
    {
        var values = _entries.ToDictionary(e => e.Key, e => e.Value.Text, StringComparer.Ordinal);
        if (_entries.TryGetValue(nameof(ProxyAwareOptions.Origins), out var origins))
        {
            _line = origins.Line;
            values[nameof(ProxyAwareOptions.Origins)] =
                CockpitOrigins.Convert(origins.Text, (entry, reason) => Report(Codes.CockpitGlob, entry, reason, CockpitOrigins.Fix));
        }

        // Cockpit refuses clear text unless told otherwise; an empty value tells it nothing.
        if (string.IsNullOrEmpty(values.GetValueOrDefault(nameof(ProxyAwareOptions.AllowUnencrypted))))
        {
            values[nameof(ProxyAwareOptions.AllowUnencrypted)] = "false";
        }

        var notice = _ignored.Count == 0 ? null : $"{_fileName}: settings without a meaning here are ignored: {string.Join(", ", _ignored)}";
        return new(values, _problems, notice);
    }

    private void ReportNoEntry(string line) =>
        Report(Codes.BadCockpitLine, line, "it is no section, no comment and no 'Key = value'", OneLine);

    private void Report(string code, string value, string reason, string fix) =>
        _problems.Add(new(code, $"{_fileName} line {_line}", value, reason, fix));

    /// <summary>What Cockpit takes for the name of a key; a line that goes on with a URL and its query is none.</summary>
    private static bool IsKey(string key) => key.Length > 0 && key.All(c => char.IsAsciiLetterOrDigit(c) || c == '-');
}
