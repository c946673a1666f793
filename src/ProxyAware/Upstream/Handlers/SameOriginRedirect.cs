using System.Net;

namespace ProxyAware.Upstream.Handlers;

/// <summary>Follows a redirect if it stays where the request went: same scheme, host and port.</summary>
internal static class SameOriginRedirect
{
    /// <summary>Points the request to the target of a redirect that may be followed. False: the response is the answer.</summary>
    public static bool Apply(HttpRequestMessage request, HttpResponseMessage response)
    {
        var keepsMethod = response.StatusCode is HttpStatusCode.TemporaryRedirect or HttpStatusCode.PermanentRedirect;
        if (!keepsMethod && response.StatusCode is not (HttpStatusCode.MovedPermanently or HttpStatusCode.Found or HttpStatusCode.SeeOther))
        {
            return false;
        }

        // Only a body that can be sent twice is.
        if (response.Headers.Location is not { } location || (keepsMethod && request.Content is not (null or ByteArrayContent)))
        {
            return false;
        }

        var target = location.IsAbsoluteUri ? location : new Uri(request.RequestUri!, location);
        if (Uri.Compare(target, request.RequestUri, UriComponents.SchemeAndServer, UriFormat.SafeUnescaped, StringComparison.OrdinalIgnoreCase) != 0)
        {
            return false;
        }

        request.RequestUri = target;
        if (!keepsMethod && request.Method != HttpMethod.Get && request.Method != HttpMethod.Head)
        {
            request.Method = HttpMethod.Get;
            request.Content = null;
            request.Headers.TransferEncodingChunked = null;
        }

        return true;
    }
}
