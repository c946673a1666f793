namespace ProxyAware.Diagnostics.Audit;

/// <summary>Takes the lines of a header apart into its elements, in order.</summary>
internal static class HeaderElements
{
    public static IReadOnlyList<string> Split(IEnumerable<string?> lines) =>
        [.. lines.SelectMany(l => (l ?? "").Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries))];
}
