using ProxyAware.Samples.Audit;
using ProxyAware.Samples.Endpoints;
using ProxyAware.Samples.Page;

namespace ProxyAware.Samples.Hosting;

/// <summary>The operations console: the backend of all guides.</summary>
internal static class ConsoleApp
{
    /// <param name="args">The command line; it goes into the configuration.</param>
    /// <param name="configure">What else to set before the app is built.</param>
    public static WebApplication Create(string[] args, Action<WebApplicationBuilder> configure)
    {
        var builder = WebApplication.CreateBuilder(args);
        configure(builder);
        CockpitFile.Apply(builder.Configuration);
        KeepAlive.Apply(builder);
        builder.AddProxyAware();
        builder.Services.AddSingleton(TimeProvider.System);
        builder.Services.AddSingleton<AuditLog>();
        builder.Services.AddHealthChecks().AddProxyAware();
        builder.AddDiagnosticsAccess();

        var app = builder.Build();
        app.UseWebSockets();
        app.MapConsolePage();
        app.MapWhoami();
        app.MapAudit();
        app.MapEcho();
        app.MapDiagnostics();
        app.MapHealth();
        return app;
    }
}
