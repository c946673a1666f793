using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Http;
using Microsoft.Extensions.Options;
using ProxyAware.Configuration;
using ProxyAware.Upstream.Handlers;

namespace ProxyAware.Upstream.Hosting;

/// <summary>Compiles all upstreams before any service of the host starts, and builds their clients once, so that nothing is found at the first request.</summary>
internal sealed class UpstreamStartup(StartCheck check, IEnumerable<UpstreamClient> clients, IServiceProvider services) : IHostedLifecycleService
{
    public Task StartingAsync(CancellationToken cancellationToken)
    {
        check.Run();
        foreach (var name in ClientNames())
        {
            try
            {
                services.GetService<IHttpMessageHandlerFactory>()?.CreateHandler(name);
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

    private IEnumerable<string> ClientNames()
    {
        var given = clients.Select(c => c.ClientName).OfType<string>();
        if (clients.All(c => c.ClientName is not null))
        {
            return given.Distinct(StringComparer.Ordinal);
        }

        // All clients are given an upstream. Those that the app has set up in any way are known by name; the nameless one stands for the others, who are all alike.
        var configured = services.GetServices<IConfigureOptions<HttpClientFactoryOptions>>().OfType<ConfigureNamedOptions<HttpClientFactoryOptions>>().Select(o => o.Name).OfType<string>();
        return given.Append(Options.DefaultName).Concat(configured).Distinct(StringComparer.Ordinal);
    }
}
