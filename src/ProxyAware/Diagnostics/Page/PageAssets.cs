namespace ProxyAware.Diagnostics.Page;

/// <summary>The page's script and style. They are part of the library, so that nothing has to be deployed beside the app.</summary>
internal static class PageAssets
{
    public const string ScriptPath = "/page.js";

    public const string StylePath = "/page.css";

    private static readonly byte[] Script = Load("page.js");

    private static readonly byte[] Style = Load("page.css");

    public static Task WriteScriptAsync(HttpContext context) => WriteAsync(context, Script, "text/javascript; charset=utf-8");

    public static Task WriteStyleAsync(HttpContext context) => WriteAsync(context, Style, "text/css; charset=utf-8");

    private static async Task WriteAsync(HttpContext context, byte[] content, string type)
    {
        PageHeaders.Apply(context.Response);
        context.Response.ContentType = type;
        context.Response.ContentLength = content.Length;
        await context.Response.Body.WriteAsync(content, context.RequestAborted);
    }

    private static byte[] Load(string name)
    {
        using var stream = typeof(PageAssets).Assembly.GetManifestResourceStream($"ProxyAware.Diagnostics.Page.{name}")
            ?? throw new InvalidOperationException($"The resource '{name}' is missing.");
        var bytes = new byte[stream.Length];
        stream.ReadExactly(bytes);
        return bytes;
    }
}
