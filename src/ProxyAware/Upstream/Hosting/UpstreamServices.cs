using System.Diagnostics.Metrics;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Http;
using Microsoft.Extensions.Options;
using ProxyAware.Configuration;
using ProxyAware.Diagnostics;
using ProxyAware.Diagnostics.Findings;
using ProxyAware.Upstream.Reporting;

namespace ProxyAware.Upstream.Hosting;

/// <summary>Registers what upstreams need.</summary>
internal static class UpstreamServices
{
    /// <summary>Adds what is needed once, without any upstream.</summary>
    public static void AddCore(IServiceCollection services)
    {
        services.AddOptions();
        services.AddLogging();
        services.TryAddSingleton(TimeProvider.System);
        services.AddMetrics();
        services.TryAddSingleton<ReloadMetrics>();
        services.TryAddSingleton(provider => UpstreamMetrics.For(provider.GetRequiredService<IMeterFactory>()));
        services.TryAddSingleton<ConfigurationFiles>();
        services.TryAddSingleton<UpstreamTlsProvider>();
        services.TryAddSingleton<UpstreamReport>();
        services.TryAddSingleton<UpstreamFindings>();
        services.TryAddEnumerable(ServiceDescriptor.Singleton<IFindingSource, UpstreamFindings>(provider => provider.GetRequiredService<UpstreamFindings>()));
        services.TryAddSingleton<IUpstreamTlsProvider>(provider => provider.GetRequiredService<UpstreamTlsProvider>());
        services.TryAddSingleton(provider => new StartCheck(provider.GetRequiredService<UpstreamTlsProvider>(), provider.GetService<PolicyHolder>()));
        services.TryAddEnumerable(ServiceDescriptor.Singleton<IConfigureOptions<UpstreamTlsOptions>, ConfigureUpstream>());
        services.TryAddEnumerable(ServiceDescriptor.Singleton<IHostedService, UpstreamStartup>());
    }

    public static void Add(IServiceCollection services, UpstreamRegistration registration, Action<UpstreamTlsOptions>? configure = null)
    {
        // The core comes first, and with it the sections: code stands over them.
        AddCore(services);
        services.AddSingleton(registration);
        if (registration.Section is { } section)
        {
            services.AddSingleton(new HandedConfiguration(section));
        }

        if (configure is not null)
        {
            services.AddSingleton<IConfigureOptions<UpstreamTlsOptions>>(new ConfigureUpstreamInCode(registration.Name, configure));
        }
    }

    public static void AddClient(IServiceCollection services, string? clientName, UpstreamRegistration registration, Action<UpstreamTlsOptions>? configure)
    {
        Add(services, registration, configure);
        services.AddSingleton(new UpstreamClient(clientName, registration.Name));
        services.TryAddEnumerable(ServiceDescriptor.Singleton<IHttpMessageHandlerBuilderFilter, UpstreamHandlerFilter>());
    }
}
