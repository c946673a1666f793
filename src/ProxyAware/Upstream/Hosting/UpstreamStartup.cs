using Microsoft.Extensions.Hosting;
using ProxyAware.Configuration;
using ProxyAware.Upstream.Handlers;

namespace ProxyAware.Upstream.Hosting;

/// <summary>Compiles all upstreams before any service of the host starts, and builds their clients once, so that nothing is found at the first request.</summary>
internal sealed class UpstreamStartup(StartCheck check, IEnumerable<UpstreamClient> clients, IServiceProvider services) : IHostedLifecycleService
{
    public Task StartingAsync(CancellationToken cancellationToken)
    {
        check.Run();
        foreach (var client in clients)
        {
            try
            {
                services.GetService<IHttpMessageHandlerFactory>()?.CreateHandler(client.ClientName);
            }
            catch (Exception exception) when (exception is not (HandlerConflictException or ProxyAwareConfigurationException))
            {
                // Something of the app's own; it will be found where it would be found without us.
            }
        }

        return Task.CompletedTask;
    }

    public Task StartAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StartedAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StoppingAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StoppedAsync(CancellationToken cancellationToken) => Task.CompletedTask;
}
