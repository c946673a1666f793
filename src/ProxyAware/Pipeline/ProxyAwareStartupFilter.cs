using Microsoft.AspNetCore.Hosting;
using Microsoft.Extensions.Configuration;
using ProxyAware.Configuration;

namespace ProxyAware.Pipeline;

/// <summary>
/// Puts ProxyAware in front of everything: before host filtering, routing, authentication, and whatever other filters add. It is the first
/// filter there is, so what it adds comes first.
/// </summary>
internal sealed class ProxyAwareStartupFilter(PolicyHolder policies, IServiceProvider services, ILoggerFactory loggers) : IStartupFilter
{
    public Action<IApplicationBuilder> Configure(Action<IApplicationBuilder> next) => app =>
    {
        var logger = loggers.CreateLogger(Diagnostics.Log.Category);
        FrameworkForwardedHeaders.DisableSwitch(app, services.GetServices<IStartupFilter>(), services.GetService<IConfiguration>());
        app.Use(rest =>
        {
            // The rest of the pipeline is built by now.
            FrameworkForwardedHeaders.Check(rest, services.GetServices<IStartupFilter>(), logger);
            services.GetRequiredService<Diagnostics.Page.PageProtection>().Check();
            return rest;
        });
        if (policies.Current.AutoInsert)
        {
            PipelineBuilder.Insert(app, PipelineStages.All);
        }

        next(app);
    };
}
