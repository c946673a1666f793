using ProxyAware;
using ProxyAware.Upstream;
using ProxyAware.Upstream.Handlers;

namespace System.Net.Http;

/// <summary>Gives handlers that others own the verification of an upstream.</summary>
public static class SocketsHttpHandlerUpstreamTlsExtensions
{
    /// <summary>Lets the handler verify its connections as the upstream says, for YARP's <c>ConfigureHttpClient</c> and the like.</summary>
    /// <param name="handler">The handler, before its first request.</param>
    /// <param name="upstream">The upstream.</param>
    /// <returns>The same handler. It follows no redirects and uses no proxy; switched on again, its connections are refused.</returns>
    /// <remarks>
    /// Its pooled connections cannot be ended from outside: after a change that demands more they live on until <see cref="SocketsHttpHandler.PooledConnectionLifetime"/>, which is set to two
    /// minutes unless it was set. The connections of handlers from <see cref="UpstreamTls.CreateHandler()"/> are retired at once.
    /// </remarks>
    /// <exception cref="ArgumentNullException">An argument is <see langword="null"/>.</exception>
    /// <exception cref="InvalidOperationException">The handler has settings of its own for connections or TLS, which would be lost, or it has been used.</exception>
    public static SocketsHttpHandler UseUpstreamTls(this SocketsHttpHandler handler, UpstreamTls upstream)
    {
        ArgumentNullException.ThrowIfNull(handler);
        ArgumentNullException.ThrowIfNull(upstream);
        if (HandlerRules.Conflict(handler) is { } conflict)
        {
            throw new InvalidOperationException($"The handler cannot be given to upstream '{upstream.Name}': {conflict}. Remove it.");
        }

        if (handler.PooledConnectionLifetime == Timeout.InfiniteTimeSpan)
        {
            handler.PooledConnectionLifetime = UpstreamTlsDefaults.PooledConnectionLifetime;
        }

        HandlerWiring.Wire(handler, upstream);
        return handler;
    }
}
