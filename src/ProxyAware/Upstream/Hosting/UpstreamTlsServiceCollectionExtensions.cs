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
    /// <exception cref="ArgumentException"><paramref name="name"/> is empty.</exception>
    public static IServiceCollection AddUpstreamTls(this IServiceCollection services, string name)
    {
        ArgumentNullException.ThrowIfNull(services);
        ArgumentException.ThrowIfNullOrWhiteSpace(name);
        UpstreamServices.Add(services, new(name, Section: null, FromHost: true));
        return services;
    }
}
