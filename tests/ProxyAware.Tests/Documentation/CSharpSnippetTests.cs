namespace ProxyAware.Tests.Documentation;

/// <summary>Every block of C# compiles without a warning. What a fragment takes for granted (<c>builder</c>, <c>app</c> ...) is put in front of it.</summary>
public class CSharpSnippetTests
{
    public static TheoryData<string> Blocks => [.. Pages.Snippets("csharp").Select(s => s.ToString())];

    [Theory]
    [MemberData(nameof(Blocks))]
    public void CSharp_OnAPage_Compiles(string block)
    {
        var snippet = Pages.Snippets("csharp").Single(s => s.ToString() == block);
        Assert.Empty(SnippetCompiler.Complaints(snippet));
    }

    [Theory]
    [InlineData("builder.AddProxyAwear();")]
    [InlineData("app.MapGet(\"/\", () => 1)")]
    [InlineData("string? nothing = null; nothing.Trim();")]
    public void CSharp_ThatIsWrong_IsFound(string text) => Assert.NotEmpty(SnippetCompiler.Complaints(new("page.md", 1, "csharp", text)));
}
