using Microsoft.Extensions.Configuration;
using ProxyAware;
using ProxyAware.Upstream.Handlers;
using ProxyAware.Upstream.Hosting;

namespace Microsoft.Extensions.DependencyInjection;

/// <summary>Lets named clients verify or pin the TLS of the upstreams they call.</summary>
public static class HttpClientBuilderUpstreamTlsExtensions
{
    /// <summary>Verifies as the section <c>ProxyAware:Upstreams:&lt;name&gt;</c> says, where the name is that of the client.</summary>
    /// <param name="builder">The client.</param>
    /// <returns>The same builder.</returns>
    /// <exception cref="ArgumentNullException"><paramref name="builder"/> is <see langword="null"/>.</exception>
    /// <inheritdoc cref="AddUpstreamTls(IHttpClientBuilder, string)" path="/remarks"/>
    public static IHttpClientBuilder AddUpstreamTls(this IHttpClientBuilder builder)
    {
        ArgumentNullException.ThrowIfNull(builder);
        return builder.AddUpstreamTls(builder.Name);
    }

    /// <summary>Verifies as the section <c>ProxyAware:Upstreams:&lt;name&gt;</c> of the app's configuration says.</summary>
    /// <param name="builder">The client.</param>
    /// <param name="name">The name of the upstream.</param>
    /// <returns>The same builder.</returns>
    /// <remarks>
    /// The settings are read when the host starts, which fails if they cannot be used, and whenever the configuration changes. Without the section the server is verified with the authorities
    /// of the operating system. Redirects are not followed and no proxy is used; a primary handler that does so, that has a
    /// <see cref="SocketsHttpHandler.ConnectCallback"/> or that is of another type is refused. Its other settings are kept.
    /// </remarks>
    /// <exception cref="ArgumentNullException"><paramref name="builder"/> is <see langword="null"/>.</exception>
    /// <exception cref="ArgumentException"><paramref name="name"/> is empty or has a colon.</exception>
    public static IHttpClientBuilder AddUpstreamTls(this IHttpClientBuilder builder, string name)
    {
        ArgumentNullException.ThrowIfNull(builder);
        UpstreamName.ThrowIfUnfit(name);
        return Add(builder, new(name, Section: null, FromHost: true));
    }

    /// <summary>Verifies as a section says.</summary>
    /// <param name="builder">The client.</param>
    /// <param name="section">The section of the upstream itself.</param>
    /// <returns>The same builder.</returns>
    /// <exception cref="ArgumentNullException">An argument is <see langword="null"/>.</exception>
    /// <inheritdoc cref="AddUpstreamTls(IHttpClientBuilder, string)" path="/remarks"/>
    public static IHttpClientBuilder AddUpstreamTls(this IHttpClientBuilder builder, IConfiguration section)
    {
        ArgumentNullException.ThrowIfNull(builder);
        ArgumentNullException.ThrowIfNull(section);
        return Add(builder, new(builder.Name, section, FromHost: false));
    }

    /// <summary>Verifies as code says. No section is read.</summary>
    /// <param name="builder">The client, whose name is that of the upstream.</param>
    /// <param name="configure">Sets the options. It is called when the host starts and on every reload.</param>
    /// <returns>The same builder.</returns>
    /// <exception cref="ArgumentNullException">An argument is <see langword="null"/>.</exception>
    /// <inheritdoc cref="AddUpstreamTls(IHttpClientBuilder, string)" path="/remarks"/>
    public static IHttpClientBuilder AddUpstreamTls(this IHttpClientBuilder builder, Action<UpstreamTlsOptions> configure)
    {
        ArgumentNullException.ThrowIfNull(builder);
        ArgumentNullException.ThrowIfNull(configure);
        Add(builder, new(builder.Name, Section: null, FromHost: false));
        builder.Services.Configure(builder.Name, configure);
        return builder;
    }

    private static IHttpClientBuilder Add(IHttpClientBuilder builder, UpstreamRegistration registration)
    {
        UpstreamServices.AddClient(builder.Services, builder.Name, registration);

        // The handler retires its connections itself; replacing it every two minutes would only cost sessions.
        return builder.SetHandlerLifetime(Timeout.InfiniteTimeSpan).ConfigurePrimaryHttpMessageHandler((handler, _) => Prepare(handler));
    }

    // A handler that was set up before keeps its settings; what comes later is looked at when the client is built.
    private static void Prepare(HttpMessageHandler handler)
    {
        if (handler is SocketsHttpHandler sockets)
        {
            sockets.AllowAutoRedirect = false;
            sockets.UseProxy = false;
            if (sockets.PooledConnectionLifetime == Timeout.InfiniteTimeSpan)
            {
                sockets.PooledConnectionLifetime = OwnedHandler.Template().PooledConnectionLifetime;
            }
        }
    }
}
