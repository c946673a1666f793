using ProxyAware;
using ProxyAware.Samples.Audit;
using ProxyAware.Samples.Endpoints;
using ProxyAware.Samples.Hosting;
using ProxyAware.Samples.Page;

var backendOnly = args is ["app", ..];
try
{
    var builder = WebApplication.CreateBuilder(backendOnly ? args[1..] : args);
    DefaultUrl.Apply(builder, fallBackToFreePort: !backendOnly);
    CockpitFile.Apply(builder.Configuration);
    builder.AddProxyAware();
    builder.Services.AddSingleton(TimeProvider.System);
    builder.Services.AddSingleton<AuditLog>();

    var app = builder.Build();

    app.UseWebSockets();
    app.MapConsolePage();
    app.MapWhoami();
    app.MapAudit();
    app.MapEcho();

    if (!backendOnly)
    {
        Welcome.PrintWhenStarted(app);
    }

    await app.RunAsync();
    return 0;
}
catch (Exception exception) when (exception is ProxyAwareConfigurationException or FileNotFoundException)
{
    await Console.Error.WriteLineAsync(exception.Message);
    return 2;
}
