namespace ProxyAware.Upstream.Handlers;

/// <summary>What a handler must not do, because its connections could not be vouched for.</summary>
internal static class HandlerRules
{
    /// <summary>What an app has set that cannot be kept; <see langword="null"/> if nothing.</summary>
    public static string? Conflict(SocketsHttpHandler handler) =>
        handler.ConnectCallback is not null ? "it has a ConnectCallback of its own"
        : handler.Proxy is not null ? "it has a Proxy"
        : SslOptionsRules.Conflict(handler.SslOptions);

    /// <summary>Whether something was switched on after the handler was given to us.</summary>
    public static UpstreamFailure? Changed(SocketsHttpHandler handler)
    {
        var what = handler.AllowAutoRedirect ? "AllowAutoRedirect is on: a redirect would carry cookies and API keys to another host"
            : handler.UseProxy ? "UseProxy is on: a proxy would stand between this app and the server"
            : null;
        return what is null ? null : new(UpstreamTlsReason.HandlerChanged, $"the handler was changed after it was set up; {what}", "Switch it off again");
    }
}
