using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.Extensions.Hosting;
using ProxyAware.Forwarding;

namespace ProxyAware.Diagnostics.Audit;

/// <summary>The app's side of an audit. The page sends one request to each of these in turn; in between it sends the probes.</summary>
internal sealed class AuditEndpoints(AuditDesk desk, ProxyDiagnosticsOptions options, IHostEnvironment? environment)
{
    private const int MaxBodyBytes = 16 * 1024;

    private static readonly JsonTypeInfo<AuditError> Error = AuditJson.Default.AuditError;

    /// <summary>The last part of their paths, below that of the page.</summary>
    public const string StartPath = "/audit";

    public const string PlanPath = "/audit/plan";

    public const string ReportPath = "/audit/report";

    private readonly bool _isDevelopment = environment?.IsDevelopment() == true;

    public Task StartAsync(HttpContext context) => HandleAsync(context, AuditJson.Default.AuditStartRequest, async (request, feature) =>
    {
        if (request.Identity && !request.IdentityConfirmed)
        {
            await WriteAsync(context, new("Forging identity headers needs a confirmation."), Error, StatusCodes.Status400BadRequest);
            return;
        }

        var arrived = Below(feature.OriginalPathBase.Add(feature.OriginalPath), StartPath);
        var own = context.Request;
        var page = Below(own.PathBase.Add(own.Path), StartPath);
        var probe = desk.Start(now => new(ProbeClient.From(feature), arrived + ProbeAnswers.Segment, now)
        {
            Identity = request.Identity,
            Page = AuditUrl.Normalize(request.Page),
            OwnUrl = AuditUrl.Normalize($"{own.Scheme}://{own.Host.ToUriComponent()}{new PathString(page).ToUriComponent()}/"),
            Root = new PathString(page).ToUriComponent(),
        });
        await WriteAsync(context, new(probe.Run.Id, Url(probe)), AuditJson.Default.AuditStart);
    });

    public Task PlanAsync(HttpContext context) => HandleAsync(context, AuditJson.Default.AuditPlanRequest, async (request, feature) =>
    {
        if (desk.Find(request.Run) is not { } run)
        {
            await WriteAsync(context, new("This run is over. Start another."), Error, StatusCodes.Status404NotFound);
            return;
        }

        if (run.Find(ProbeKind.Baseline)?.Observation is not { } baseline)
        {
            await WriteAsync(context, new("The first request did not arrive here. With several instances of the app, all requests of a run must reach the same one."), Error, StatusCodes.Status409Conflict);
            return;
        }

        if (!desk.TryPlan(run, () => AuditPlanner.Plan(run, feature.Policy, baseline)))
        {
            await WriteAsync(context, new("This run has been planned already."), Error, StatusCodes.Status409Conflict);
            return;
        }

        run.Policy = feature.Policy;
        run.Location = run.Root + ProbeAnswers.Segment + run.Find(ProbeKind.RedirectEnd)!.Token.Text;
        await WriteAsync(context, Plan(run), AuditJson.Default.AuditPlan);
    });

    public Task ReportAsync(HttpContext context) => HandleAsync(context, AuditJson.Default.AuditReportRequest, (request, _) =>
        desk.Find(request.Run) is { Policy: not null } run
            ? WriteAsync(context, AuditReporter.Report(run, request.WebSocket), AuditJson.Default.AuditReport)
            : WriteAsync(context, new("This run is over. Start another."), Error, StatusCodes.Status404NotFound));

    private AuditPlan Plan(AuditRun run) => new(
        [.. run.Probes.Where(p => p.Kind == ProbeKind.Headers).Select(p => new PlannedProbe(Url(p), p.Headers.ToDictionary(h => h.Name, h => h.Value, StringComparer.OrdinalIgnoreCase)))],
        Url(run.Find(ProbeKind.WebSocket)!),
        Url(run.Find(ProbeKind.RedirectStart)!),
        options.WebSocketIdleTime.TotalSeconds);

    private static string Url(AuditProbe probe) => ProbeAnswers.Segment.TrimStart('/') + probe.Token.Text;

    /// <summary>The path of the page, from that of an endpoint below it.</summary>
    private static string Below(PathString path, string end) => (path.Value ?? "").TrimEnd('/')[..^end.Length];

    private async Task HandleAsync<TRequest>(HttpContext context, JsonTypeInfo<TRequest> type, Func<TRequest, ProxyAwareFeature, Task> handle)
        where TRequest : class
    {
        if (context.Features.Get<IProxyAwareFeature>() is not ProxyAwareFeature feature)
        {
            await WriteAsync(context, new($"ProxyAware did not see this request ({Codes.NotInserted})."), Error, StatusCodes.Status409Conflict);
            return;
        }

        if (!SameOrigin.Is(context, feature, _isDevelopment))
        {
            await Refusal.For(Origins.OriginReason.NotListed).WriteAsync(context);
            return;
        }

        if (context.Features.Get<IHttpMaxRequestBodySizeFeature>() is { IsReadOnly: false } limit)
        {
            limit.MaxRequestBodySize = MaxBodyBytes;
        }

        var body = context.Request.HasJsonContentType() ? await ReadAsync(context, type) : null;
        await (body is null ? WriteAsync(context, new("The request is not what the page sends."), Error, StatusCodes.Status400BadRequest) : handle(body, feature));
    }

    private static async Task<TRequest?> ReadAsync<TRequest>(HttpContext context, JsonTypeInfo<TRequest> type)
        where TRequest : class
    {
        try
        {
            return await context.Request.ReadFromJsonAsync(type, context.RequestAborted);
        }
        catch (Exception exception) when (exception is JsonException or BadHttpRequestException)
        {
            return null;
        }
    }

    private static Task WriteAsync<T>(HttpContext context, T value, JsonTypeInfo<T> type, int status = StatusCodes.Status200OK)
    {
        context.Response.StatusCode = status;
        Page.PageHeaders.Apply(context.Response);
        return context.Response.WriteAsJsonAsync(value, type, cancellationToken: context.RequestAborted);
    }
}
