namespace ProxyAware.Diagnostics;

/// <summary>
/// An answer that ProxyAware gives in the app's place. It holds a code and one fixed sentence: nothing of the request, which
/// an attacker wrote, and nothing of the policy, which is none of its business.
/// </summary>
internal sealed class Refusal(int statusCode, string code, string sentence)
{
    public static readonly Refusal MalformedHeader =
        new(StatusCodes.Status400BadRequest, Codes.MalformedHeader, "A proxy in front of this app sent a forwarding header that cannot be read.");

    private readonly string _text = $"{code}: {sentence}\n";

    private readonly string _problem =
        $$"""{"type":"https://www.rfc-editor.org/rfc/rfc9110#section-15.5","title":"{{sentence}}","status":{{statusCode}},"code":"{{code}}"}""";

    public Task WriteAsync(HttpContext context)
    {
        var response = context.Response;
        response.StatusCode = statusCode;
        response.Headers.CacheControl = "no-store";
        if (AcceptsJson(context.Request))
        {
            response.ContentType = "application/problem+json";
            return response.WriteAsync(_problem, context.RequestAborted);
        }

        response.ContentType = "text/plain; charset=utf-8";
        return response.WriteAsync(_text, context.RequestAborted);
    }

    private static bool AcceptsJson(HttpRequest request)
    {
        foreach (var line in request.Headers.Accept)
        {
            if (line is not null && line.Contains("json", StringComparison.OrdinalIgnoreCase))
            {
                return true;
            }
        }

        return false;
    }
}
