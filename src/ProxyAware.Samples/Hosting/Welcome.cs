namespace ProxyAware.Samples.Hosting;

/// <summary>Tells a person who started the sample what there is to see.</summary>
internal static class Welcome
{
    public static void PrintWhenStarted(WebApplication console, WebApplication? edge) =>
        console.Lifetime.ApplicationStarted.Register(() => Print(console, edge));

    public static void Print(WebApplication console, WebApplication? edge) => Console.WriteLine(Text(console.Urls, edge?.Urls.FirstOrDefault()));

    private static string Text(IEnumerable<string> urls, string? edge)
    {
        var url = urls.FirstOrDefault() ?? "http://127.0.0.1";
        var first = edge is null
            ? $"The operations console runs. Open {url}/ in a browser."
            : $"""
            The operations console runs behind a TLS edge. Open {edge}/ in a browser; its certificate is a fresh self-signed one, so the browser will ask.
            The console itself: {url}/. The edge reaches it over TLS of its own, and knows it by the pin of its key.
            """;
        var open = edge ?? url;
        return $"""

            {first}

              {open}/whoami   who the app thinks you are, and why
              {open}/audit    who did what from where
              {open}/go       a redirect to the app's own /whoami
              {open}/ws       WebSocket echo; the text "whoami" tells the handshake

            Behind a proxy:  TRUST_PROXY=1 dotnet run --project src/ProxyAware.Samples -- app
            A request:       dotnet run --project src/ProxyAware.Samples -- explain <file>
            An upstream:     dotnet run --project src/ProxyAware.Samples -- probe <name> <url>
            Ctrl+C stops it.

            """;
    }
}
