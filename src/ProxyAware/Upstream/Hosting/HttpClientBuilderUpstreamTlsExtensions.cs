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
    /// <exception cref="ArgumentException">The name of the client is empty or has a colon.</exception>
    /// <exception cref="InvalidOperationException">It was called in <c>ConfigureHttpClientDefaults</c>, where there is no client whose name it could take.</exception>
    /// <inheritdoc cref="AddUpstreamTls(IHttpClientBuilder, string)" path="/remarks"/>
    public static IHttpClientBuilder AddUpstreamTls(this IHttpClientBuilder builder)
    {
        ArgumentNullException.ThrowIfNull(builder);
        return builder.Name is { } name
            ? builder.AddUpstreamTls(name)
            : throw new InvalidOperationException(
                "AddUpstreamTls() takes the name of the client, and ConfigureHttpClientDefaults has none. Name the upstream that the clients share, AddUpstreamTls(\"backend\"), or call AddUpstreamTls() on each client.");
    }

    /// <summary>Verifies as the section <c>ProxyAware:Upstreams:&lt;name&gt;</c> of the app's configuration says.</summary>
    /// <param name="builder">The client.</param>
    /// <param name="name">The name of the upstream.</param>
    /// <returns>The same builder.</returns>
    /// <remarks>
    /// The settings are read when the host starts, which fails if they cannot be used, and whenever the configuration changes. Without the section the server is verified with the authorities
    /// of the operating system. Redirects are not followed and no proxy is used; a primary handler that does so, that has a
    /// <see cref="SocketsHttpHandler.ConnectCallback"/> or TLS settings of its own, or that is of another type is refused. Its other settings are kept.
    /// <para>
    /// In <c>ConfigureHttpClientDefaults</c> it is for every client that is not given an upstream of its own, wherever that is done. A client that calls <c>http://</c> addresses is refused then.
    /// </para>
    /// </remarks>
    /// <exception cref="ArgumentNullException"><paramref name="builder"/> is <see langword="null"/>.</exception>
    /// <exception cref="ArgumentException"><paramref name="name"/> is empty or has a colon.</exception>
    public static IHttpClientBuilder AddUpstreamTls(this IHttpClientBuilder builder, string name)
    {
        ArgumentNullException.ThrowIfNull(builder);
        UpstreamName.ThrowIfUnfit(name);
        return Add(builder, UpstreamRegistration.OfName(name));
    }

    /// <summary>Verifies as a section says. A section <c>ProxyAware:Upstreams:&lt;name&gt;</c> beside it, which would be ignored, stops the start.</summary>
    /// <param name="builder">The client, whose name is that of the upstream; in <c>ConfigureHttpClientDefaults</c> the upstream is called <c>defaults</c>.</param>
    /// <param name="section">The section of the upstream itself.</param>
    /// <returns>The same builder.</returns>
    /// <exception cref="ArgumentNullException">An argument is <see langword="null"/>.</exception>
    /// <exception cref="ArgumentException">The name of the client is empty.</exception>
    /// <inheritdoc cref="AddUpstreamTls(IHttpClientBuilder, string)" path="/remarks"/>
    public static IHttpClientBuilder AddUpstreamTls(this IHttpClientBuilder builder, IConfiguration section)
    {
        ArgumentNullException.ThrowIfNull(builder);
        ArgumentNullException.ThrowIfNull(section);
        return Add(builder, UpstreamRegistration.OfSection(UpstreamName.Of(builder), section));
    }

    /// <summary>Verifies as the section <c>ProxyAware:Upstreams:&lt;name&gt;</c>, where there is one, and code say.</summary>
    /// <param name="builder">The client, whose name is that of the upstream; in <c>ConfigureHttpClientDefaults</c> the upstream is called <c>defaults</c>.</param>
    /// <param name="configure">Sets the options, over what the section says. It is called when the host starts and on every reload.</param>
    /// <returns>The same builder.</returns>
    /// <exception cref="ArgumentNullException">An argument is <see langword="null"/>.</exception>
    /// <exception cref="ArgumentException">The name of the client is empty.</exception>
    /// <inheritdoc cref="AddUpstreamTls(IHttpClientBuilder, string)" path="/remarks"/>
    public static IHttpClientBuilder AddUpstreamTls(this IHttpClientBuilder builder, Action<UpstreamTlsOptions> configure)
    {
        ArgumentNullException.ThrowIfNull(builder);
        ArgumentNullException.ThrowIfNull(configure);
        return Add(builder, UpstreamRegistration.OfCode(UpstreamName.Of(builder)), configure);
    }

    private static IHttpClientBuilder Add(IHttpClientBuilder builder, UpstreamRegistration registration, Action<UpstreamTlsOptions>? configure = null)
    {
        UpstreamServices.AddClient(builder.Services, builder.Name, registration, configure);

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
