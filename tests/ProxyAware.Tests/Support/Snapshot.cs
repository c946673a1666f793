namespace ProxyAware.Tests.Support;

/// <summary>
/// Compares a text that is made from the code with the file that is checked in, so that a change of it is seen in the review. <c>UPDATE_SNAPSHOTS=true</c> writes
/// the file instead; in CI it is always compared.
/// </summary>
internal static class Snapshot
{
    private const string Update = "UPDATE_SNAPSHOTS";

    public static void Matches(string path, string made)
    {
        var file = Path.Combine(Repository.Root(), path);
        if (Is(Update) && !Is("CI"))
        {
            File.WriteAllText(file, made);
            return;
        }

        var kept = File.Exists(file) ? File.ReadAllText(file).ReplaceLineEndings("\n") : "";
        if (kept != made)
        {
            Assert.Fail($"{path} is not what the code says. If the change is meant, run the test once with {Update}=true and commit the file.\n{Difference(kept, made)}");
        }
    }

    /// <summary>The lines that only one of the texts has, those of the file marked with a minus.</summary>
    private static string Difference(string kept, string made)
    {
        var (old, now) = (kept.Split('\n'), made.Split('\n'));
        var lines = Without(old, now).Select(line => $"- {line}").Concat(Without(now, old).Select(line => $"+ {line}")).ToList();
        return lines.Count > 0 ? string.Join('\n', lines) : "The lines are the same; their order is not.";
    }

    private static IEnumerable<string> Without(string[] lines, string[] others)
    {
        var rest = others.CountBy(line => line, StringComparer.Ordinal).ToDictionary(StringComparer.Ordinal);
        foreach (var line in lines)
        {
            if (rest.GetValueOrDefault(line) > 0)
            {
                rest[line]--;
            }
            else
            {
                yield return line;
            }
        }
    }

    private static bool Is(string variable) => string.Equals(Environment.GetEnvironmentVariable(variable), "true", StringComparison.OrdinalIgnoreCase);
}
