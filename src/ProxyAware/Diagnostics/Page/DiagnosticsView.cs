using System.Text.Json.Nodes;
using ProxyAware.Upstream.Reporting;

namespace ProxyAware.Diagnostics.Page;

/// <summary>All that the page shows, in the form in which it is written as JSON.</summary>
/// <param name="Request">The request for the page, as it arrived.</param>
/// <param name="Resolution">What was decided about it, and why; null if ProxyAware did not see it.</param>
/// <param name="Configuration">The settings in force.</param>
/// <param name="Findings">What is wrong with them.</param>
/// <param name="Upstreams">The servers that the app calls.</param>
internal sealed record DiagnosticsView(
    ExplainedRequest? Request,
    ResolutionView? Resolution,
    JsonObject Configuration,
    IReadOnlyList<FindingView> Findings,
    IReadOnlyList<UpstreamSnapshot> Upstreams);
