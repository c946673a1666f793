using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Options;
using ProxyAware.Configuration;
using ProxyAware.Diagnostics;
using ProxyAware.Diagnostics.Start;
using ProxyAware.Https;
using ProxyAware.Upstream.Hosting;

namespace ProxyAware.Pipeline;

/// <summary>Compiles the settings before any service of the host starts, and says what is in force.</summary>
internal sealed class ProxyAwareStartup(
    StartCheck check,
    PolicyHolder policies,
    UpstreamTlsProvider upstreams,
    InsertionState insertion,
    ILoggerFactory loggers,
    ServerListeners listeners,
    IEnumerable<IConfigureOptions<ProxyAwareOptions>> sources,
    IServer? server = null,
    IConfiguration? configuration = null) : IHostedLifecycleService
{
    private readonly ILogger _logger = loggers.CreateLogger(Log.Category);

    public Task StartingAsync(CancellationToken cancellationToken)
    {
        check.Run();
        StartLog.Write(_logger, policies.Current, upstreams.InForce());
        UnreadSection.Notice(sources, configuration, _logger);
        FrameworkForwardedHeaders.WarnOfSwitch(configuration, _logger);
        return Task.CompletedTask;
    }

    public Task StartedAsync(CancellationToken cancellationToken)
    {
        // A host without a server uses the upstreams alone: it has no pipeline, and serves nothing.
        if (server is null)
        {
            return Task.CompletedTask;
        }

        if (!insertion.Inserted)
        {
            Log.Warning(_logger, Codes.NotInserted, "AutoInsert is off and app.UseProxyAware() was never called: no setting has any effect. Call it first of all, or switch AutoInsert on");
        }

        if (policies.Current.Transport is { AllowUnencrypted: null } transport && !transport.Refuses(listeners))
        {
            Log.Warning(_logger, Codes.ClearTextServed, "Clear text is served, because nothing says that https exists. Behind a proxy that ends TLS configure TrustProxy; otherwise PublicUrl. To say that clear text is meant: \"AllowUnencrypted\": true");
        }

        if (listeners.IsOpen && policies.Current.Resolver.Trust.Kind == ProxyTrustKind.HopCount)
        {
            HopCountNotices.Write(_logger, ServerListeners.Open(listeners.Addresses), configuration);
        }

        return Task.CompletedTask;
    }

    public Task StartAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StoppingAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StoppedAsync(CancellationToken cancellationToken) => Task.CompletedTask;
}
