using Microsoft.AspNetCore.Http.Features;
using Microsoft.Extensions.Primitives;

namespace ProxyAware.UrlRoots;

/// <summary>Serves a single-page app's page below the root it is reached under.</summary>
internal sealed class BaseHrefMiddleware(RequestDelegate next)
{
    public Task Invoke(HttpContext context)
    {
        var request = context.Request;
        return request.PathBase.HasValue && (HttpMethods.IsGet(request.Method) || HttpMethods.IsHead(request.Method)) && !context.WebSockets.IsWebSocketRequest
            ? Rewrite(context)
            : next(context);
    }

    private async Task Rewrite(HttpContext context)
    {
        var request = context.Request;
        var response = context.Response;
        var tag = new BaseHrefTag(request.PathBase);
        var held = request.Headers.IfNoneMatch;
        if (held.Count > 0)
        {
            request.Headers.IfNoneMatch = tag.RemoveFrom(held);
        }

        var page = await Run(context);
        if (IsPartOfAPage(context, tag, held))
        {
            // Which part of a page stays the same, how long it is, and whether the client holds it, is known of the whole page only.
            page = await RunForWholePage(context);
        }
        else if (response.StatusCode == StatusCodes.Status304NotModified && BaseHrefBody.IsPage(response))
        {
            response.Headers.ETag = tag.Add(response.Headers.ETag.ToString());
        }

        if (page is not null)
        {
            await Write(context, page, tag);
        }
    }

    /// <summary>Runs the rest of the pipeline; the page, if the response is one.</summary>
    private async Task<MemoryStream?> Run(HttpContext context)
    {
        var inner = context.Features.GetRequiredFeature<IHttpResponseBodyFeature>();
        var body = new BaseHrefBody(context.Response, inner);
        context.Features.Set<IHttpResponseBodyFeature>(body);
        try
        {
            await next(context);
            await body.FlushWriterAsync();
            return body.Page;
        }
        finally
        {
            context.Features.Set(inner);
        }
    }

    private static bool IsPartOfAPage(HttpContext context, BaseHrefTag tag, StringValues held)
    {
        var response = context.Response;
        if (response.HasStarted || !BaseHrefBody.IsPage(response))
        {
            return false;
        }

        return response.StatusCode switch
        {
            StatusCodes.Status200OK => HttpMethods.IsHead(context.Request.Method),
            StatusCodes.Status206PartialContent => true,
            StatusCodes.Status304NotModified => !tag.IsHeld(held, response.Headers.ETag),
            _ => false,
        };
    }

    private async Task<MemoryStream?> RunForWholePage(HttpContext context)
    {
        var request = context.Request;
        var method = request.Method;
        request.Method = HttpMethods.Get;
        request.Headers.Remove("If-None-Match");
        request.Headers.Remove("If-Modified-Since");
        request.Headers.Remove("Range");
        context.Response.Clear();
        var page = await Run(context);
        request.Method = method;
        return page;
    }

    private static async Task Write(HttpContext context, MemoryStream page, BaseHrefTag tag)
    {
        var response = context.Response;
        var original = page.GetBuffer().AsMemory(0, (int)page.Length);
        var rewritten = BaseHrefRewriter.Rewrite(original.Span, context.Request.PathBase);
        if (rewritten is not null)
        {
            original = rewritten;
            response.Headers.ETag = tag.Add(response.Headers.ETag.ToString()) is { Length: > 0 } marked ? marked : default(StringValues);
            response.Headers.Remove("Accept-Ranges");
        }

        response.ContentLength = original.Length;
        if (!HttpMethods.IsHead(context.Request.Method))
        {
            await response.Body.WriteAsync(original, context.RequestAborted);
        }
    }
}
