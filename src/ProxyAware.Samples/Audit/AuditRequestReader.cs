using System.Text.Json;
using Microsoft.AspNetCore.Http.Features;

namespace ProxyAware.Samples.Audit;

/// <summary>Reads an action from JSON or a form. Whatever a client sends, the answer is a request or null.</summary>
internal static class AuditRequestReader
{
    private const int MaxBodyBytes = 16 * 1024;

    public static async Task<AuditRequest?> ReadAsync(HttpRequest request)
    {
        if (request.HttpContext.Features.Get<IHttpMaxRequestBodySizeFeature>() is { IsReadOnly: false } limit)
        {
            limit.MaxRequestBodySize = MaxBodyBytes;
        }

        try
        {
            return await ReadBodyAsync(request) is { } audit && !string.IsNullOrWhiteSpace(audit.Action) ? audit : null;
        }
        catch (Exception exception) when (exception is JsonException or InvalidDataException or IOException or NotSupportedException)
        {
            // Not JSON, too large, cut short, too many fields, or a charset such as utf-7 that the framework refuses to decode.
            return null;
        }
    }

    private static async Task<AuditRequest?> ReadBodyAsync(HttpRequest request)
    {
        if (request.HasJsonContentType())
        {
            return await JsonSerializer.DeserializeAsync(request.Body, SampleJson.Default.AuditRequest, request.HttpContext.RequestAborted);
        }

        if (!request.HasFormContentType)
        {
            return null;
        }

        var form = await request.ReadFormAsync(request.HttpContext.RequestAborted);
        return new(form["action"], form["user"]);
    }
}
