using ProxyAware.Configuration;
using ProxyAware.Diagnostics;

namespace ProxyAware.Pipeline;

/// <summary>Adds the middleware to a pipeline.</summary>
internal static class PipelineBuilder
{
    public static void Insert(IApplicationBuilder app, PipelineStages stages)
    {
        var services = app.ApplicationServices;
        var policies = services.GetRequiredService<PolicyHolder>();
        var logger = services.GetRequiredService<ILoggerFactory>().CreateLogger(Log.Category);
        var server = services.GetRequiredService<ServerKind>();
        var listeners = services.GetRequiredService<ListenerState>();
        services.GetRequiredService<InsertionState>().Inserted = true;
        app.Use(next => new ProxyAwareMiddleware(next, policies, server, listeners, logger).Invoke);
    }
}
