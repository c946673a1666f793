using System.Net;
using ProxyAware.Upstream.Handlers;

namespace ProxyAware.Tests.Upstream;

/// <summary>Which requests follow a redirect to their own origin, and as what.</summary>
public sealed class SameOriginRedirectTests
{
    // RFC 9110, 15.4.2 to 15.4.9
    [Theory]
    [InlineData(301, "GET", "GET")]
    [InlineData(301, "HEAD", "HEAD")]
    [InlineData(301, "POST", "GET")]
    [InlineData(301, "PUT", "PUT")]
    [InlineData(301, "DELETE", "DELETE")]
    [InlineData(302, "GET", "GET")]
    [InlineData(302, "HEAD", "HEAD")]
    [InlineData(302, "POST", "GET")]
    [InlineData(302, "PUT", "PUT")]
    [InlineData(302, "PATCH", "PATCH")]
    [InlineData(302, "DELETE", "DELETE")]
    [InlineData(303, "GET", "GET")]
    [InlineData(303, "HEAD", "HEAD")]
    [InlineData(303, "POST", "GET")]
    [InlineData(303, "PUT", "GET")]
    [InlineData(303, "DELETE", "GET")]
    [InlineData(307, "POST", "POST")]
    [InlineData(307, "PUT", "PUT")]
    [InlineData(308, "POST", "POST")]
    [InlineData(308, "DELETE", "DELETE")]
    public void Apply_Redirect_HasTheMethodAndBodyOfTheFramework(int status, string method, string then)
    {
        using var request = new HttpRequestMessage(new(method), "https://a.test/x") { Content = new ByteArrayContent([1]) };
        request.Headers.TransferEncodingChunked = true;
        using var response = Redirect(status, "/y");
        Assert.True(SameOriginRedirect.Apply(request, response));
        Assert.Equal(then, request.Method.Method);
        Assert.Equal("https://a.test/y", request.RequestUri?.ToString());
        var becameGet = then != method;
        Assert.Equal(becameGet, request.Content is null);
        Assert.Equal(becameGet ? null : true, request.Headers.TransferEncodingChunked);
    }

    // What was read once from a stream is gone.
    [Theory]
    [InlineData(302, "PUT", false)]
    [InlineData(302, "GET", false)]
    [InlineData(302, "POST", true)]
    [InlineData(303, "PUT", true)]
    [InlineData(307, "POST", false)]
    public void Apply_BodyThatCannotBeSentTwice_IsFollowedOnlyWithoutIt(int status, string method, bool followed)
    {
        using var request = new HttpRequestMessage(new(method), "https://a.test/x") { Content = new StreamContent(new MemoryStream([1])) };
        using var response = Redirect(status, "/y");
        Assert.Equal(followed, SameOriginRedirect.Apply(request, response));
        Assert.Equal(followed ? "GET" : method, request.Method.Method);
        Assert.Equal(followed, request.Content is null);
        Assert.Equal(followed ? "https://a.test/y" : "https://a.test/x", request.RequestUri?.ToString());
    }

    [Theory]
    [InlineData(302, "https://a.test:444/y")]
    [InlineData(302, "http://a.test/y")]
    [InlineData(307, "https://b.test/y")]
    [InlineData(302, null)]
    [InlineData(300, "/y")]
    [InlineData(200, "/y")]
    public void Apply_AnythingElse_IsTheAnswer(int status, string? location)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, "https://a.test/x");
        using var response = Redirect(status, location);
        Assert.False(SameOriginRedirect.Apply(request, response));
        Assert.Equal((HttpMethod.Post, new Uri("https://a.test/x")), (request.Method, request.RequestUri));
    }

    private static HttpResponseMessage Redirect(int status, string? location)
    {
        var response = new HttpResponseMessage((HttpStatusCode)status);
        response.Headers.Location = location is null ? null : new Uri(location, UriKind.RelativeOrAbsolute);
        return response;
    }
}
