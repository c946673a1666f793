using System.Net;
using Microsoft.AspNetCore.Http.Features;

namespace ProxyAware.Samples.Edge;

/// <summary>Sends a visitor's request to the console and the answer back, both as they come.</summary>
internal sealed class RequestForwarder(UpstreamConsole console, ILogger<RequestForwarder> logger)
{
    public async Task ForwardAsync(HttpContext context)
    {
        using var request = CreateRequest(context);
        try
        {
            using var response = await console.Invoker.SendAsync(request, context.RequestAborted);
            await CopyAsync(response, context);
        }
        catch (HttpRequestException exception) when (!context.Response.HasStarted)
        {
            // The reason is for those who run the edge; a visitor learns that the console cannot be reached.
            EdgeLog.ConsoleUnreachable(logger, exception.InnerException?.Message ?? exception.Message);
            context.Response.StatusCode = StatusCodes.Status502BadGateway;
            await context.Response.WriteAsync("502: the console cannot be reached.\n");
        }
    }

    private HttpRequestMessage CreateRequest(HttpContext context)
    {
        var incoming = context.Request;
        var target = new Uri(console.Url, incoming.Path.ToUriComponent() + incoming.QueryString.ToUriComponent());
        var request = new HttpRequestMessage(new HttpMethod(incoming.Method), target) { Version = HttpVersion.Version20, VersionPolicy = HttpVersionPolicy.RequestVersionOrLower };
        if (context.Features.Get<IHttpRequestBodyDetectionFeature>() is { CanHaveBody: true })
        {
            request.Content = new StreamContent(incoming.Body);
        }

        foreach (var (name, values) in incoming.Headers)
        {
            if (ForwardingHeaders.PassesOn(name) && !request.Headers.TryAddWithoutValidation(name, (IEnumerable<string?>)values))
            {
                request.Content?.Headers.TryAddWithoutValidation(name, (IEnumerable<string?>)values);
            }
        }

        request.Headers.Host = incoming.Host.Value;
        foreach (var (name, value) in ForwardingHeaders.About(context))
        {
            request.Headers.TryAddWithoutValidation(name, value);
        }

        return request;
    }

    private static async Task CopyAsync(HttpResponseMessage response, HttpContext context)
    {
        context.Response.StatusCode = (int)response.StatusCode;
        foreach (var (name, values) in response.Headers.Concat(response.Content.Headers))
        {
            if (!ForwardingHeaders.IsHopByHop(name))
            {
                context.Response.Headers[name] = values.ToArray();
            }
        }

        await response.Content.CopyToAsync(context.Response.Body, context.RequestAborted);
    }
}
