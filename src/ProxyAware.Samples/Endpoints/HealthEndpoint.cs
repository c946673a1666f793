using Microsoft.AspNetCore.Diagnostics.HealthChecks;
using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace ProxyAware.Samples.Endpoints;

/// <summary>Health as JSON: not only that something is wrong, but what.</summary>
internal static class HealthEndpoint
{
    /// <summary>A probe comes in clear text, with whatever host it likes, and knows of no root.</summary>
    public static void MapHealth(this IEndpointRouteBuilder endpoints) =>
        endpoints.MapHealthChecks("/healthz", new HealthCheckOptions { ResponseWriter = WriteAsync }).AllowUnencrypted();

    private static Task WriteAsync(HttpContext context, HealthReport report) => context.Response.WriteAsJsonAsync(
        new HealthReply(report.Status, [.. report.Entries.Select(e => HealthReplyEntry.From(e.Key, e.Value))]),
        SampleJson.Default.HealthReply,
        cancellationToken: context.RequestAborted);
}
