using System.Text.RegularExpressions;

namespace ProxyAware.FunctionalTests.Recorded;

/// <summary>
/// What a proxy does to forwarding headers that its client sent: the table "A client's own | reaches the app" of its page. Whatever is not in the table
/// is passed on, which is the worst a proxy can do.
/// </summary>
internal sealed partial class ClientHeaders
{
    private readonly Dictionary<string, HeaderTreatment> _treatments;

    private ClientHeaders(Dictionary<string, HeaderTreatment> treatments) => _treatments = treatments;

    /// <summary>How many headers the table names.</summary>
    public int Count => _treatments.Count;

    public static ClientHeaders Parse(string section)
    {
        var treatments = new Dictionary<string, HeaderTreatment>(StringComparer.OrdinalIgnoreCase);
        var rows = section.Split('\n').SkipWhile(l => !l.StartsWith("| a client's own ", StringComparison.Ordinal)).Skip(2).TakeWhile(l => l.StartsWith('|'));
        foreach (var cells in rows.Select(r => r.Split('|', StringSplitOptions.TrimEntries)))
        {
            foreach (var name in Code().Matches(cells[1]).Select(m => m.Groups[1].Value))
            {
                treatments[name] = Treatment(cells[2]);
            }
        }

        return new(treatments);
    }

    /// <summary>The request as it leaves the proxy when the client had sent these lines as well.</summary>
    public RecordedRequest Forge(RecordedRequest request, IReadOnlyList<string> clientLines)
    {
        var lines = request.Lines.ToList();
        foreach (var group in clientLines.GroupBy(RecordedRequest.NameOf, StringComparer.OrdinalIgnoreCase))
        {
            // Hop-by-hop: no proxy sends its client's (RFC 9110, section 7.6.1), and each writes its own.
            if (group.Key.Equals("Connection", StringComparison.OrdinalIgnoreCase))
            {
                continue;
            }

            var own = lines.FindIndex(1, l => RecordedRequest.NameOf(l).Equals(group.Key, StringComparison.OrdinalIgnoreCase));
            switch (_treatments.GetValueOrDefault(group.Key, HeaderTreatment.Passed))
            {
                case HeaderTreatment.Dropped:
                    break;
                case HeaderTreatment.Appended when own >= 0:
                    lines[own] = Append(lines[own], group, ", ");
                    break;
                case HeaderTreatment.AppendedWithBareComma when own >= 0:
                    lines[own] = Append(lines[own], group, ",");
                    break;
                default:
                    lines.RemoveAll(l => lines.IndexOf(l) > 0 && RecordedRequest.NameOf(l).Equals(group.Key, StringComparison.OrdinalIgnoreCase));
                    lines.InsertRange(2, group);
                    break;
            }
        }

        return request with { Lines = lines };
    }

    private static string Append(string ownLine, IEnumerable<string> clientLines, string separator) =>
        $"{RecordedRequest.NameOf(ownLine)}: {string.Join(", ", clientLines.Select(RecordedRequest.ValueOf))}{separator}{RecordedRequest.ValueOf(ownLine)}";

    private static HeaderTreatment Treatment(string cell) => cell switch
    {
        _ when cell.StartsWith("removed", StringComparison.Ordinal) || cell.StartsWith("replaced", StringComparison.Ordinal) => HeaderTreatment.Dropped,
        _ when cell.StartsWith("appended to with a bare comma", StringComparison.Ordinal) => HeaderTreatment.AppendedWithBareComma,
        _ when cell.StartsWith("appended to", StringComparison.Ordinal) => HeaderTreatment.Appended,
        _ when cell.StartsWith("passed on", StringComparison.Ordinal) => HeaderTreatment.Passed,
        _ => throw new InvalidOperationException($"'{cell}' begins with no known treatment."),
    };

    [GeneratedRegex("`([A-Za-z-]+)`", RegexOptions.None, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Code();
}
