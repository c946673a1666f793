using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Hosting;
using ProxyAware.Configuration;
using ProxyAware.Diagnostics;

namespace ProxyAware.Pipeline;

/// <summary>Compiles the settings before any service of the host starts, and says what is in force.</summary>
internal sealed class ProxyAwareStartup(
    PolicyHolder policies, InsertionState insertion, ListenerState listeners, ILoggerFactory loggers, IConfiguration? configuration = null, IServer? server = null) : IHostedLifecycleService
{
    private readonly ILogger _logger = loggers.CreateLogger(Log.Category);

    public Task StartingAsync(CancellationToken cancellationToken)
    {
        StartLog.Write(_logger, policies.Current);
        FrameworkForwardedHeaders.WarnOfSwitch(configuration, _logger);
        return Task.CompletedTask;
    }

    public Task StartedAsync(CancellationToken cancellationToken)
    {
        if (!insertion.Inserted)
        {
            Log.Warning(_logger, Codes.NotInserted, "AutoInsert is off and app.UseProxyAware() was never called: no setting has any effect. Call it first of all, or switch AutoInsert on");
        }

        var open = HopCountNotices.OpenListeners(server?.Features.Get<IServerAddressesFeature>()?.Addresses ?? []);
        listeners.IsOpen = open.Count > 0;
        if (listeners.IsOpen && policies.Current.Resolver.Trust.Kind == ProxyTrustKind.HopCount)
        {
            HopCountNotices.Write(_logger, open, configuration);
        }

        return Task.CompletedTask;
    }

    public Task StartAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StoppingAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StoppedAsync(CancellationToken cancellationToken) => Task.CompletedTask;
}
