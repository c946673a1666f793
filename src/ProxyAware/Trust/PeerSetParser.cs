using ProxyAware.Addresses;
using ProxyAware.Configuration;

namespace ProxyAware.Trust;

/// <summary>Compiles the tokens of a list of addresses (<c>TrustProxy</c>, <c>HopPeers</c>, <c>UnencryptedPeers</c>) into a set.</summary>
internal sealed class PeerSetParser(ITokenFiles files)
{
    public const string FilePrefix = "file:";

    public const string Any = "any";

    private const int MaxProblemsPerFile = 5;

    private static readonly string[] Words = ["false", "no", "off", "true", "yes", "on", "all", "*", Any];

    private readonly List<AddressRange> _ranges = [];
    private bool _unixSocket;
    private bool _inMemory;

    public List<TokenProblem> Errors { get; } = [];

    public List<TokenProblem> Warnings { get; } = [];

    /// <summary>The set, or <see langword="null"/> with <see cref="Errors"/>. A lone <c>any</c> is everybody.</summary>
    public PeerSet? Parse(IReadOnlyList<string> tokens)
    {
        if (tokens is [var only] && only.Equals(Any, StringComparison.OrdinalIgnoreCase))
        {
            return PeerSet.Anybody;
        }

        foreach (var token in tokens)
        {
            if (token.StartsWith(FilePrefix, StringComparison.OrdinalIgnoreCase))
            {
                AddFile(token, token[FilePrefix.Length..]);
            }
            else
            {
                Add(token, where: "");
            }
        }

        var set = new AddressSet(_ranges);
        if (set.CoversAFamily)
        {
            Errors.Add(new(string.Join(", ", tokens), "together these ranges are every address there is", "name the proxies only, or write 'any' alone to trust every peer"));
        }

        return Errors.Count > 0 ? null : new PeerSet(set, _unixSocket, _inMemory, tokens.Count == 0 ? "nobody" : string.Join(", ", tokens));
    }

    private void AddFile(string token, string path)
    {
        if (!files.TryRead(path, out var text, out var error))
        {
            Errors.Add(new(token, error, "name a readable text file, relative to the content root, with one address or CIDR range a line"));
            return;
        }

        var before = Errors.Count;
        var skipped = 0;
        var line = 0;
        foreach (var raw in text.AsSpan().EnumerateLines())
        {
            line++;
            var entry = (raw.IndexOf('#') is var comment and >= 0 ? raw[..comment] : raw).Trim().ToString();
            if (entry.Length == 0)
            {
                continue;
            }

            if (Errors.Count - before >= MaxProblemsPerFile)
            {
                skipped++;
                continue;
            }

            AddLine(token, entry, line);
        }

        if (skipped > 0)
        {
            Errors.Add(new(token, $"{skipped} more lines were not looked at", "correct the lines above first"));
        }
    }

    private void AddLine(string fileToken, string entry, int line)
    {
        var where = $" in {fileToken[FilePrefix.Length..]}, line {line}";
        if (entry.StartsWith(FilePrefix, StringComparison.OrdinalIgnoreCase))
        {
            Errors.Add(new(entry + where, "a file cannot name another file", "list every file in the setting itself"));
        }
        else if (TokenList.Split(entry).Length != 1)
        {
            Errors.Add(new(entry + where, "a line holds one token", "write one address or CIDR range a line"));
        }
        else
        {
            Add(entry, where);
        }
    }

    private void Add(string token, string where)
    {
        if (NamedRanges.All.TryGetValue(token, out var named))
        {
            _ranges.AddRange(named);
            var local = NamedRanges.IncludesLocalPeers(token);
            _unixSocket |= local || token.Equals(NamedRanges.UnixName, StringComparison.OrdinalIgnoreCase);
            _inMemory |= local;
        }
        else if (TokenList.IsNumber(token))
        {
            Errors.Add(new(token + where, "a bare number in a list is no address", "write an address such as 10.0.0.1; only TrustProxy takes a number, which counts hops and stands alone"));
        }
        else if (Words.Contains(token, StringComparer.OrdinalIgnoreCase))
        {
            Errors.Add(new(token + where, $"'{token}' stands alone or not at all; a list holds addresses", "remove it from the list"));
        }
        else if (RangeParser.TryParse(token, out var range, out var warning, out var error))
        {
            _ranges.Add(range);
            if (warning is not null)
            {
                Warnings.Add(new(token + where, warning, "write what is meant"));
            }
        }
        else
        {
            Errors.Add(new(token + where, error!, Suggest(token)));
        }
    }

    private static string Suggest(string token)
    {
        if (token.Equals("localhost", StringComparison.OrdinalIgnoreCase))
        {
            return "names are not resolved; for a proxy on this machine write 'loopback'";
        }

        return Nearest.Find(token, NamedRanges.All.Keys) is { } name
            ? $"did you mean '{name}'?"
            : "write an address (10.0.0.1), a CIDR range (10.0.0.0/24), 'loopback', 'linklocal', 'uniquelocal', 'private', 'unix' or 'file:name.txt'";
    }
}
