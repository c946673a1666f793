using ProxyAware;

namespace Microsoft.Extensions.Hosting;

/// <summary>Adds ProxyAware to an app.</summary>
public static class ProxyAwareHostApplicationBuilderExtensions
{
    /// <summary>Adds ProxyAware with the settings of the configuration section <c>ProxyAware</c>. It inserts itself ahead of the whole pipeline.</summary>
    /// <typeparam name="TBuilder">The type of the builder.</typeparam>
    /// <param name="builder">The builder of the app.</param>
    /// <returns>The same builder.</returns>
    /// <remarks>The settings are read when the host starts, which fails if they cannot be used.</remarks>
    /// <exception cref="ArgumentNullException"><paramref name="builder"/> is <see langword="null"/>.</exception>
    public static TBuilder AddProxyAware<TBuilder>(this TBuilder builder)
        where TBuilder : IHostApplicationBuilder
    {
        ArgumentNullException.ThrowIfNull(builder);
        builder.Services.AddProxyAware();
        return builder;
    }

    /// <summary>Adds ProxyAware with the settings of the configuration section <c>ProxyAware</c>, then those from code.</summary>
    /// <typeparam name="TBuilder">The type of the builder.</typeparam>
    /// <param name="builder">The builder of the app.</param>
    /// <param name="configure">Sets options over those of the configuration. It is called when the host starts and on every reload.</param>
    /// <returns>The same builder.</returns>
    /// <exception cref="ArgumentNullException">An argument is <see langword="null"/>.</exception>
    public static TBuilder AddProxyAware<TBuilder>(this TBuilder builder, Action<ProxyAwareOptions> configure)
        where TBuilder : IHostApplicationBuilder
    {
        ArgumentNullException.ThrowIfNull(builder);
        ArgumentNullException.ThrowIfNull(configure);
        builder.Services.AddProxyAware().AddProxyAware(configure);
        return builder;
    }
}
