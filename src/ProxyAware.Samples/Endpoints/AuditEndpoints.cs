using ProxyAware.Samples.Audit;

namespace ProxyAware.Samples.Endpoints;

/// <summary>The audit log: what every operations console has, and what a forged client address ruins.</summary>
internal static class AuditEndpoints
{
    public static void MapAudit(this IEndpointRouteBuilder endpoints)
    {
        endpoints.MapGet("/audit", (AuditLog log, HttpResponse response) =>
        {
            response.Headers.CacheControl = "no-store";
            return Results.Json(log.List(), SampleJson.Default.IReadOnlyListAuditEntry);
        });

        endpoints.MapPost("/audit", AppendAsync);
    }

    private static async Task<IResult> AppendAsync(HttpContext context, AuditLog log) =>
        await AuditRequestReader.ReadAsync(context.Request) is { Action: { } action, User: var user }
            ? Results.Json(log.Append(context, action, user), SampleJson.Default.AuditEntry, statusCode: StatusCodes.Status201Created)
            : Results.Text("Send JSON or a form with a non-empty 'action' and, if you like, a 'user'.", statusCode: StatusCodes.Status400BadRequest);
}
