using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace ProxyAware.Samples.Endpoints;

/// <summary>What <c>/healthz</c> answers.</summary>
/// <param name="Status">The worst of all checks.</param>
/// <param name="Checks">Each check.</param>
internal sealed record HealthReply(HealthStatus Status, IReadOnlyList<HealthReplyEntry> Checks);
