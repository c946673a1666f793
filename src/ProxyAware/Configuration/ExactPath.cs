using ProxyAware.UrlRoots;

namespace ProxyAware.Configuration;

/// <summary>The paths that options name: exact, below the root, no patterns.</summary>
internal static class ExactPath
{
    public const string Reason = "it is no exact path";

    public static string Fix(string example) => $"write a path that begins with one slash, without patterns and query, such as '{example}'";

    /// <summary>Reads a path into the decoded form in which requests are compared; a slash at its end means something here.</summary>
    public static bool TryParse(string path, out string decoded)
    {
        decoded = "";
        if (path.Contains('*', StringComparison.Ordinal) || !PathPrefixParser.TryParse(path, out var prefix))
        {
            return false;
        }

        decoded = path.EndsWith('/') ? prefix + "/" : prefix;
        return true;
    }
}
