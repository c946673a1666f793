using System.Text;

namespace ProxyAware.Diagnostics;

/// <summary>
/// An answer that ProxyAware gives in the app's place. It holds a code and one fixed sentence: nothing of the request, which
/// an attacker wrote, and nothing of the policy, which is none of its business.
/// </summary>
internal sealed class Refusal(int statusCode, string code, string sentence, string kind = "", string reason = "")
{
    public static readonly Refusal MalformedHeader =
        new(StatusCodes.Status400BadRequest, Codes.MalformedHeader, "A proxy in front of this app sent a forwarding header that cannot be read.", "forwarding", "malformed_header");

    public static readonly Refusal BadHost =
        new(StatusCodes.Status400BadRequest, Codes.BadHostHeader, "The request names no valid host.", "host", "invalid");

    public static readonly Refusal HostNotAllowed =
        new(StatusCodes.Status400BadRequest, Codes.HostNotAllowed, "This app does not answer to the host of the request.", "host", "not_allowed");

    public static readonly Refusal OutsideRoot =
        new(StatusCodes.Status404NotFound, Codes.OutsideRoot, "There is nothing here.", "root", "outside");

    public static readonly Refusal HttpsRequired =
        new(StatusCodes.Status403Forbidden, Codes.HttpsRequired, "This app is served over https only.", "transport", "clear_text");

    public static readonly Refusal LoopUntrustedPeer =
        new(StatusCodes.Status400BadRequest, Codes.LoopUntrustedPeer, "A redirect to https would never end: a proxy says that https is used already, and this app does not trust it.", "transport", "loop_untrusted_peer");

    public static readonly Refusal LoopUnusableHeader =
        new(StatusCodes.Status400BadRequest, Codes.LoopUnusableHeader, "A redirect to https would never end: the proxy reports https in another header than the one this app reads.", "transport", "loop_unusable_header");

    public static readonly Refusal LoopBrowserOnHttps =
        new(StatusCodes.Status400BadRequest, Codes.LoopBrowserOnHttps, "A redirect to https would never end: the browser uses https already, and the proxies do not say so.", "transport", "loop_browser_on_https");

    private static readonly Refusal InvalidHandshake =
        new(StatusCodes.Status400BadRequest, Codes.InvalidHandshake, "This is no valid WebSocket handshake.");

    private static readonly Refusal UpgradeLost =
        new(StatusCodes.Status426UpgradeRequired, Codes.UpgradeLost, "A proxy removed the Upgrade header of this WebSocket handshake.");

    private static readonly Refusal OriginMissing =
        new(StatusCodes.Status403Forbidden, Codes.OriginMissing, "A WebSocket handshake needs an origin.");

    private static readonly Refusal OriginNotAllowed =
        new(StatusCodes.Status403Forbidden, Codes.OriginNotAllowed, "The origin of the request is not allowed.");

    private static readonly Refusal OriginCrossSite =
        new(StatusCodes.Status403Forbidden, Codes.OriginCrossSite, "The request was sent by another site.");

    private static readonly Refusal OriginRebinding =
        new(StatusCodes.Status403Forbidden, Codes.OriginRebinding, "The name of the app in this request is not one that it knows.");

    private readonly byte[] _text = Encoding.UTF8.GetBytes($"{code}: {sentence}\n");

    public int StatusCode => statusCode;

    public string Code => code;

    /// <summary>What the answer says.</summary>
    public string Sentence => sentence;

    /// <summary>What was refused, for metrics; those of origins are counted by the finer reasons of the check.</summary>
    public string Kind => kind;

    /// <summary>Why, for metrics.</summary>
    public string Reason => reason;

    /// <summary>The answer to a request whose origin is refused.</summary>
    public static Refusal For(Origins.OriginReason reason) => reason switch
    {
        Origins.OriginReason.InvalidHandshake => InvalidHandshake,
        Origins.OriginReason.UpgradeLost => UpgradeLost,
        Origins.OriginReason.Missing => OriginMissing,
        Origins.OriginReason.CrossSite => OriginCrossSite,
        Origins.OriginReason.Rebinding => OriginRebinding,
        _ => OriginNotAllowed,
    };

    /// <summary>Writes the answer.</summary>
    /// <param name="context">The request.</param>
    /// <param name="details">What may be added for a developer; plain text.</param>
    public Task WriteAsync(HttpContext context, string? details = null)
    {
        var response = context.Response;
        response.StatusCode = statusCode;
        response.Headers.CacheControl = "no-store";
        response.Headers.XContentTypeOptions = "nosniff";
        if (HttpMethods.IsHead(context.Request.Method))
        {
            return Task.CompletedTask;
        }

        if (AcceptsJson(context.Request))
        {
            response.ContentType = "application/problem+json";
            return response.WriteAsync(Problem(details), context.RequestAborted);
        }

        response.ContentType = "text/plain; charset=utf-8";
        if (details is not null)
        {
            return response.WriteAsync($"{code}: {sentence}\n\n{details}\n", context.RequestAborted);
        }

        // Clients cause refusals at will: the usual one is a copy of bytes, which the server sends when the request ends.
        response.ContentLength = _text.Length;
        _text.CopyTo(response.BodyWriter.GetSpan(_text.Length));
        response.BodyWriter.Advance(_text.Length);
        return Task.CompletedTask;
    }

    private string Problem(string? details)
    {
        var detail = details is null ? "" : $",\"detail\":\"{System.Text.Json.JsonEncodedText.Encode(details)}\"";
        return $$"""{"type":"https://www.rfc-editor.org/rfc/rfc9110#section-15.5","title":"{{sentence}}","status":{{statusCode}},"code":"{{code}}"{{detail}}}""";
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
