
namespace ProxyAware.Upstream.Handlers;

/// <summary>Copies the settings of a handler that has not been used, so that one like it can take its place. TLS and connections are not copied: they are ours.</summary>
internal static class SocketsHandlerCopy
{
    public static SocketsHttpHandler Of(SocketsHttpHandler from)
    {
        var copy = new SocketsHttpHandler
        {
            ActivityHeadersPropagator = from.ActivityHeadersPropagator,
            AllowAutoRedirect = from.AllowAutoRedirect,
            AutomaticDecompression = from.AutomaticDecompression,
            ConnectTimeout = from.ConnectTimeout,
            CookieContainer = from.CookieContainer,
            Credentials = from.Credentials,
            DefaultProxyCredentials = from.DefaultProxyCredentials,
            EnableMultipleHttp2Connections = from.EnableMultipleHttp2Connections,
            EnableMultipleHttp3Connections = from.EnableMultipleHttp3Connections,
            Expect100ContinueTimeout = from.Expect100ContinueTimeout,
            InitialHttp2StreamWindowSize = from.InitialHttp2StreamWindowSize,
            KeepAlivePingDelay = from.KeepAlivePingDelay,
            KeepAlivePingPolicy = from.KeepAlivePingPolicy,
            KeepAlivePingTimeout = from.KeepAlivePingTimeout,
            MaxAutomaticRedirections = from.MaxAutomaticRedirections,
            MaxConnectionsPerServer = from.MaxConnectionsPerServer,
            MaxResponseDrainSize = from.MaxResponseDrainSize,
            MaxResponseHeadersLength = from.MaxResponseHeadersLength,
            MeterFactory = from.MeterFactory,
            PlaintextStreamFilter = from.PlaintextStreamFilter,
            PooledConnectionIdleTimeout = from.PooledConnectionIdleTimeout,
            PooledConnectionLifetime = from.PooledConnectionLifetime,
            PreAuthenticate = from.PreAuthenticate,
            Proxy = from.Proxy,
            RequestHeaderEncodingSelector = from.RequestHeaderEncodingSelector,
            ResponseDrainTimeout = from.ResponseDrainTimeout,
            ResponseHeaderEncodingSelector = from.ResponseHeaderEncodingSelector,
            UseCookies = from.UseCookies,
            UseProxy = from.UseProxy,
        };
        foreach (var (key, value) in from.Properties)
        {
            copy.Properties[key] = value;
        }

        return copy;
    }
}
