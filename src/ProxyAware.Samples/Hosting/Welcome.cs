namespace ProxyAware.Samples.Hosting;

/// <summary>Tells a person who started the sample what there is to see.</summary>
internal static class Welcome
{
    public static void PrintWhenStarted(WebApplication app) =>
        app.Lifetime.ApplicationStarted.Register(() => Console.WriteLine(Text(app.Urls)));

    private static string Text(IEnumerable<string> urls)
    {
        var url = urls.FirstOrDefault() ?? "http://127.0.0.1";
        return $"""

            The operations console runs. Open {url}/ in a browser.

              {url}/whoami   who the app thinks you are, and why
              {url}/audit    who did what from where
              {url}/go       a redirect to the app's own /whoami
              {url}/ws       WebSocket echo; the text "whoami" tells the handshake

            Behind a proxy: TRUST_PROXY=1 dotnet run --project src/ProxyAware.Samples -- app
            Ctrl+C stops it.

            """;
    }
}
