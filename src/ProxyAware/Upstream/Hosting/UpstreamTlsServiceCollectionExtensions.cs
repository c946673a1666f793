using Microsoft.Extensions.Configuration;
using ProxyAware;
using ProxyAware.Upstream.Hosting;

namespace Microsoft.Extensions.DependencyInjection;

/// <summary>Adds upstreams for code that makes its own handlers.</summary>
public static class UpstreamTlsServiceCollectionExtensions
{
    /// <summary>Adds an upstream of the section <c>ProxyAware:Upstreams:&lt;name&gt;</c> without a client. <see cref="IUpstreamTlsProvider"/> finds it.</summary>
    /// <param name="services">The services.</param>
    /// <param name="name">The name of the upstream.</param>
    /// <returns>The same services.</returns>
    /// <remarks>The settings are read when the host starts, which fails if they cannot be used.</remarks>
    /// <exception cref="ArgumentNullException"><paramref name="services"/> is <see langword="null"/>.</exception>
    /// <exception cref="ArgumentException"><paramref name="name"/> is empty or has a colon.</exception>
    public static IServiceCollection AddUpstreamTls(this IServiceCollection services, string name)
    {
        ArgumentNullException.ThrowIfNull(services);
        UpstreamName.ThrowIfUnfit(name);
        UpstreamServices.Add(services, UpstreamRegistration.OfName(name));
        return services;
    }

    /// <summary>Adds an upstream of a section. A section <c>ProxyAware:Upstreams:&lt;name&gt;</c> beside it, which would be ignored, stops the start. <see cref="IUpstreamTlsProvider"/> finds it.</summary>
    /// <param name="services">The services.</param>
    /// <param name="name">The name of the upstream.</param>
    /// <param name="section">The section of the upstream itself.</param>
    /// <returns>The same services.</returns>
    /// <exception cref="ArgumentNullException">An argument is <see langword="null"/>.</exception>
    /// <inheritdoc cref="AddUpstreamTls(IServiceCollection, string)" path="/remarks|/exception[2]"/>
    public static IServiceCollection AddUpstreamTls(this IServiceCollection services, string name, IConfiguration section)
    {
        ArgumentNullException.ThrowIfNull(services);
        UpstreamName.ThrowIfUnfit(name);
        ArgumentNullException.ThrowIfNull(section);
        UpstreamServices.Add(services, UpstreamRegistration.OfSection(name, section));
        return services;
    }

    /// <summary>Adds an upstream as the section <c>ProxyAware:Upstreams:&lt;name&gt;</c>, where there is one, and code say. <see cref="IUpstreamTlsProvider"/> finds it.</summary>
    /// <param name="services">The services.</param>
    /// <param name="name">The name of the upstream.</param>
    /// <param name="configure">Sets the options, over what the section says. It is called when the host starts and on every reload.</param>
    /// <returns>The same services.</returns>
    /// <exception cref="ArgumentNullException">An argument is <see langword="null"/>.</exception>
    /// <inheritdoc cref="AddUpstreamTls(IServiceCollection, string)" path="/remarks|/exception[2]"/>
    public static IServiceCollection AddUpstreamTls(this IServiceCollection services, string name, Action<UpstreamTlsOptions> configure)
    {
        ArgumentNullException.ThrowIfNull(services);
        UpstreamName.ThrowIfUnfit(name);
        ArgumentNullException.ThrowIfNull(configure);
        UpstreamServices.Add(services, UpstreamRegistration.OfCode(name), configure);
        return services;
    }
}
