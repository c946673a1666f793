using ProxyAware.Configuration;
using ProxyAware.Diagnostics;
using ProxyAware.Diagnostics.Traffic;
using ProxyAware.Https;

namespace ProxyAware.Pipeline;

/// <summary>What the middleware works with, the same for every request.</summary>
internal sealed record PipelineServices(
    PolicyHolder Policies, ServerKind Server, ServerListeners Listeners, TrafficObserver Traffic, OriginRefusals Refusals, ProxyAwareMetrics? Metrics, bool IsDevelopment, ILogger Logger);
