using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Options;
using ProxyAware;
using ProxyAware.Configuration;
using ProxyAware.Diagnostics;
using ProxyAware.Diagnostics.Audit;
using ProxyAware.Diagnostics.Findings;
using ProxyAware.Diagnostics.Page;
using ProxyAware.Diagnostics.Traffic;
using ProxyAware.Https;
using ProxyAware.Origins;
using ProxyAware.Pipeline;
using ProxyAware.Upstream.Hosting;

namespace Microsoft.Extensions.DependencyInjection;

/// <summary>Adds ProxyAware to an app.</summary>
public static class ProxyAwareServiceCollectionExtensions
{
    /// <summary>Adds ProxyAware with the settings of the section <c>ProxyAware</c> of the app's configuration.</summary>
    /// <param name="services">The services.</param>
    /// <returns>The same services.</returns>
    /// <remarks>The settings are read when the host starts, which fails if they cannot be used.</remarks>
    /// <exception cref="ArgumentNullException"><paramref name="services"/> is <see langword="null"/>.</exception>
    public static IServiceCollection AddProxyAware(this IServiceCollection services)
    {
        ArgumentNullException.ThrowIfNull(services);
        AddCore(services);
        services.TryAddEnumerable(ServiceDescriptor.Singleton<IConfigureOptions<ProxyAwareOptions>, ConfigureFromHost>());
        services.TryAddEnumerable(ServiceDescriptor.Singleton<IOptionsChangeTokenSource<ProxyAwareOptions>, HostChangeTokenSource>());
        return services;
    }

    /// <summary>Adds ProxyAware with the settings of a section.</summary>
    /// <param name="services">The services.</param>
    /// <param name="configuration">The section that holds the settings. Of a whole configuration the section <c>ProxyAware</c> is read.</param>
    /// <returns>The same services.</returns>
    /// <exception cref="ArgumentNullException">An argument is <see langword="null"/>.</exception>
    public static IServiceCollection AddProxyAware(this IServiceCollection services, IConfiguration configuration)
    {
        ArgumentNullException.ThrowIfNull(services);
        ArgumentNullException.ThrowIfNull(configuration);
        AddCore(services);
        services.AddSingleton(new HandedConfiguration(configuration));
        services.AddSingleton<IConfigureOptions<ProxyAwareOptions>>(new ConfigureFromSection(configuration));
        services.AddSingleton<IOptionsChangeTokenSource<ProxyAwareOptions>>(new ConfigurationChangeTokenSource<ProxyAwareOptions>(configuration));
        return services;
    }

    /// <summary>Adds ProxyAware with settings from code.</summary>
    /// <param name="services">The services.</param>
    /// <param name="configure">Sets the options. It is called when the host starts and on every reload.</param>
    /// <returns>The same services.</returns>
    /// <remarks>No section is read. To read one as well, use the overloads on the host builder, or call <see cref="AddProxyAware(IServiceCollection)"/> first.</remarks>
    /// <exception cref="ArgumentNullException">An argument is <see langword="null"/>.</exception>
    public static IServiceCollection AddProxyAware(this IServiceCollection services, Action<ProxyAwareOptions> configure)
    {
        ArgumentNullException.ThrowIfNull(services);
        ArgumentNullException.ThrowIfNull(configure);
        AddCore(services);
        services.Configure(configure);
        return services;
    }

    /// <summary>Adds what is needed once.</summary>
    private static void AddCore(IServiceCollection services)
    {
        if (services.Any(s => s.ServiceType == typeof(PolicyHolder)))
        {
            return;
        }

        FrameworkForwardedHeaders.RemoveSwitch(services);
        services.AddOptions();
        services.AddLogging();
        services.TryAddSingleton(TimeProvider.System);
        services.AddSingleton<PolicyHolder>();
        services.AddSingleton<InsertionState>();
        services.AddSingleton(provider => new ServerListeners(provider.GetService<IServer>(), provider.GetService<IHostApplicationLifetime>()));
        services.AddSingleton(provider => new TrafficObserver(
            provider.GetRequiredService<ILoggerFactory>().CreateLogger(Log.Category), provider.GetRequiredService<TimeProvider>()));
        services.AddSingleton<FindingsReport>();
        services.AddSingleton<IFindingSource, ConfigurationFindings>();
        services.AddSingleton<IFindingSource, TrafficFindings>();
        services.AddSingleton<AuditDesk>();
        services.AddSingleton<ProbeAnswers>();
        services.AddSingleton<PageProtection>();
        services.AddMetrics();
        services.AddSingleton<ProxyAwareMetrics>();
        services.AddSingleton(provider => new OriginRefusals(
            provider.GetRequiredService<ILoggerFactory>().CreateLogger(Log.Category), provider.GetRequiredService<ProxyAwareMetrics>(), provider.GetRequiredService<TrafficObserver>()));
        services.AddSingleton<IPostConfigureOptions<WebSocketOptions>, ConfigureWebSocketKeepAlive>();
        CorsRegistration.Wrap(services);
        services.AddSingleton(provider => new ServerKind(provider.GetService<IServer>()));
        services.AddSingleton<IPostConfigureOptions<ProxyAwareOptions>, ConfigureTrustProxyVariable>();
        services.AddHostedService<ProxyAwareStartup>();
        UpstreamServices.AddCore(services);

        // First of all filters, so ahead of host filtering and of what any other library inserts.
        services.Insert(0, ServiceDescriptor.Singleton<IStartupFilter, ProxyAwareStartupFilter>());
    }
}
