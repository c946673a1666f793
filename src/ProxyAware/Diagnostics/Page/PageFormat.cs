using Microsoft.AspNetCore.Http.Headers;
using Microsoft.Net.Http.Headers;

namespace ProxyAware.Diagnostics.Page;

/// <summary>Decides between the page and JSON.</summary>
internal static class PageFormat
{
    private const string Html = "text/html";

    private const string Json = "application/json";

    /// <summary>Whether a person looks at it. Whoever does not ask for HTML by name gets JSON: programs ask for anything, or do not say.</summary>
    public static bool IsHtml(HttpRequest request)
    {
        var format = request.Query["format"];
        if (format.Count > 0)
        {
            return string.Equals(format[0], "html", StringComparison.OrdinalIgnoreCase);
        }

        var accept = new RequestHeaders(request.Headers).Accept;
        var html = Quality(accept, Html);
        return html > 0 && html >= Quality(accept, Json);
    }

    private static double Quality(IList<MediaTypeHeaderValue> accept, string type) =>
        accept.Where(a => a.MediaType.Equals(type, StringComparison.OrdinalIgnoreCase)).Select(a => a.Quality ?? 1).DefaultIfEmpty(0).Max();
}
