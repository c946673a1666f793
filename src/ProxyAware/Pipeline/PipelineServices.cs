using ProxyAware.Configuration;
using ProxyAware.Diagnostics;
using ProxyAware.Diagnostics.Audit;
using ProxyAware.Https;

namespace ProxyAware.Pipeline;

/// <summary>What the middleware works with, the same for every request.</summary>
internal sealed record PipelineServices(
    PolicyHolder Policies, ServerKind Server, ServerListeners Listeners, TrafficNotices Traffic, OriginRefusals Refusals, ProbeAnswers Probes, bool IsDevelopment, ILogger Logger);
