using ProxyAware.UrlRoots;

namespace ProxyAware.Configuration;

/// <summary>The paths that options name: exact, below the root, no patterns.</summary>
internal static class ExactPath
{
    public const string Reason = "it is no exact path";

    public static string Fix(string example) => $"write a path that begins with one slash, without patterns and query, such as '{example}'";

    public static bool IsValid(string path) =>
        path == "/" || (!path.Contains('*', StringComparison.Ordinal) && PathPrefixParser.TryParse(path, out _));
}
