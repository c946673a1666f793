namespace ProxyAware.Tests.Documentation;

/// <summary>A fenced block of a page.</summary>
/// <param name="Page">The page, relative to the repository.</param>
/// <param name="Line">The line of the fence, from one.</param>
/// <param name="Info">What stands behind the fence: the language, and where a test needs more, <c>name=value</c>.</param>
/// <param name="Text">What it holds, without the indentation of the fence.</param>
internal sealed record Snippet(string Page, int Line, string Info, string Text)
{
    public string Language => Info.Split(' ')[0];

    /// <summary>The values of a mark such as <c>error=PA1010,PA1015</c>; none where it is missing.</summary>
    public IReadOnlyList<string> Marks(string name) =>
    [
        .. Info.Split(' ').Where(w => w.StartsWith(name + "=", StringComparison.Ordinal)).SelectMany(w => w[(name.Length + 1)..].Split(',')),
    ];

    public override string ToString() => $"{Page}:{Line}";
}
