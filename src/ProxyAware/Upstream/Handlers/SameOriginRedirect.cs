using System.Net;

namespace ProxyAware.Upstream.Handlers;

/// <summary>Follows a redirect if it stays where the request went: same scheme, host and port.</summary>
internal static class SameOriginRedirect
{
    /// <summary>Points the request to the target of a redirect that may be followed. False: the response is the answer.</summary>
    public static bool Apply(HttpRequestMessage request, HttpResponseMessage response)
    {
        if (!IsRedirect(response.StatusCode) || response.Headers.Location is not { } location)
        {
            return false;
        }

        // Only a body that can be sent twice is.
        var becomesGet = BecomesGet(response.StatusCode, request.Method);
        if (!becomesGet && request.Content is not (null or ByteArrayContent))
        {
            return false;
        }

        var target = location.IsAbsoluteUri ? location : new Uri(request.RequestUri!, location);
        if (Uri.Compare(target, request.RequestUri, UriComponents.SchemeAndServer, UriFormat.SafeUnescaped, StringComparison.OrdinalIgnoreCase) != 0)
        {
            return false;
        }

        request.RequestUri = target;
        if (becomesGet)
        {
            request.Method = HttpMethod.Get;
            request.Content = null;
            request.Headers.TransferEncodingChunked = null;
        }

        return true;
    }

    private static bool IsRedirect(HttpStatusCode status) => status
        is HttpStatusCode.MovedPermanently or HttpStatusCode.Found or HttpStatusCode.SeeOther or HttpStatusCode.TemporaryRedirect or HttpStatusCode.PermanentRedirect;

    // RFC 9110, 15.4, and the framework: 301 and 302 turn POST into GET, as browsers always did, and leave every other method alone; 303 asks for GET.
    private static bool BecomesGet(HttpStatusCode status, HttpMethod method) => status switch
    {
        HttpStatusCode.MovedPermanently or HttpStatusCode.Found => method == HttpMethod.Post,
        HttpStatusCode.SeeOther => method != HttpMethod.Get && method != HttpMethod.Head,
        _ => false,
    };
}
