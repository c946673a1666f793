namespace ProxyAware.Diagnostics.Page;

/// <summary>Writes the page, from what is most urgent to what is looked up.</summary>
internal static class PageWriter
{
    /// <param name="view">What it shows.</param>
    /// <param name="below">Where its script and style are, relative to it.</param>
    public static string Write(DiagnosticsView view, string below)
    {
        var html = new Html();
        html.Add($"""
            <!doctype html>
            <html lang="en">
            <head>
            <meta charset="utf-8">
            <meta name="viewport" content="width=device-width, initial-scale=1">
            <meta name="color-scheme" content="light dark">
            <title>Proxy diagnostics</title>
            <link rel="icon" href="data:,">
            <link rel="stylesheet" href="{below}page.css">
            <script src="{below}page.js" defer></script>
            </head>
            <body>
            <header>
            <div>
            <h1>Proxy diagnostics</h1>
            <p>How the request for this page reached the app, what was believed of it, and what to change.</p>
            </div>
            <nav><a href="#findings">Findings</a> <a href="#request">Request</a> <a href="#audit">Audit</a> <a href="#configuration">Settings</a> <a href="#upstreams">Upstreams</a> <a href="?format=json">JSON</a></nav>
            </header>
            <main>
            """);
        FindingsSection.Write(html, view.Findings);
        RequestSection.Write(html, view);
        AuditSection.Write(html);
        ConfigurationSection.Write(html, view.Configuration);
        UpstreamsSection.Write(html, view.Upstreams);
        html.Add($"</main>\n</body>\n</html>\n");
        return html.ToString();
    }
}
