namespace ProxyAware.Samples.Page;

/// <summary>The page that shows all of it. It is part of the program, so that it can be served from any folder.</summary>
internal static class PageEndpoint
{
    public static void MapConsolePage(this IEndpointRouteBuilder endpoints)
    {
        var html = Load("ProxyAware.Samples.Page.console.html");
        endpoints.MapGet("/", () => Results.Bytes(html, "text/html; charset=utf-8"));
    }

    private static byte[] Load(string name)
    {
        using var stream = typeof(PageEndpoint).Assembly.GetManifestResourceStream(name)
            ?? throw new InvalidOperationException($"The resource '{name}' is missing.");
        var bytes = new byte[stream.Length];
        stream.ReadExactly(bytes);
        return bytes;
    }
}
