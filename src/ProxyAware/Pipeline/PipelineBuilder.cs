using Microsoft.Extensions.Hosting;
using ProxyAware.Configuration;
using ProxyAware.Diagnostics;
using ProxyAware.Diagnostics.Traffic;
using ProxyAware.Endpoints;
using ProxyAware.Https;

namespace ProxyAware.Pipeline;

/// <summary>Adds the middleware to a pipeline.</summary>
internal static class PipelineBuilder
{
    public static void Insert(IApplicationBuilder app, PipelineStages stages)
    {
        var provider = app.ApplicationServices;
        var logger = provider.GetRequiredService<ILoggerFactory>().CreateLogger(Log.Category);
        var services = new PipelineServices(
            provider.GetRequiredService<PolicyHolder>(),
            provider.GetRequiredService<ServerKind>(),
            provider.GetRequiredService<ServerListeners>(),
            provider.GetRequiredService<TrafficObserver>(),
            provider.GetRequiredService<OriginRefusals>(),
            provider.GetRequiredService<ProxyAwareMetrics>(),
            provider.GetService<IHostEnvironment>()?.IsDevelopment() == true,
            logger);
        var probe = new EndpointProbe(app);
        provider.GetRequiredService<InsertionState>().Inserted = true;
        app.Use(next => new ProxyAwareMiddleware(next, stages | PipelineStages.TrustedProxies, services, probe).Invoke);
    }
}
