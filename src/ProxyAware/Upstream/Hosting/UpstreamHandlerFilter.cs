using Microsoft.Extensions.Http;
using ProxyAware.Diagnostics;
using ProxyAware.Upstream.Handlers;

namespace ProxyAware.Upstream.Hosting;

/// <summary>
/// Gives the clients their handler when everything else about it has been configured, in whatever order the app did so. A handler that was
/// replaced or set up otherwise would connect without verification, so it is refused.
/// </summary>
internal sealed class UpstreamHandlerFilter(IEnumerable<UpstreamClient> clients, UpstreamTlsProvider upstreams) : IHttpMessageHandlerBuilderFilter
{
    public Action<HttpMessageHandlerBuilder> Configure(Action<HttpMessageHandlerBuilder> next) => builder =>
    {
        next(builder);
        var own = UpstreamsOf(builder.Name);
        var names = own.Count > 0 ? own : UpstreamsOf(clientName: null);
        if (names.Count > 1)
        {
            throw new HandlerConflictException($"{Codes.HandlerConflict}: The client '{builder.Name}' was given to the upstreams {string.Join(" and ", names)}. Call AddUpstreamTls once.");
        }

        if (names is [var name])
        {
            builder.PrimaryHandler = upstreams.GetUpstream(name).CreateHandler(Template(builder, name));
        }
    };

    private List<string> UpstreamsOf(string? clientName) =>
        [.. clients.Where(c => c.ClientName == clientName).Select(c => c.UpstreamName).Distinct(StringComparer.OrdinalIgnoreCase)];

    private static SocketsHttpHandler Template(HttpMessageHandlerBuilder builder, string upstream)
    {
        var handler = builder.PrimaryHandler as SocketsHttpHandler;
        var conflict = handler is null
            ? $"its primary handler is a {builder.PrimaryHandler.GetType().Name}, which replaces the verification"
            : HandlerRules.Conflict(handler)
                ?? (handler.AllowAutoRedirect ? "AllowAutoRedirect is on: a redirect would carry cookies and API keys to another host (FollowSameOriginRedirects is safe)"
                : handler.UseProxy ? "UseProxy is on: a proxy would stand between this app and the server"
                : null);
        return conflict is null
            ? handler!
            : throw new HandlerConflictException($"{Codes.HandlerConflict}: The client '{builder.Name}' cannot connect to upstream '{upstream}': {conflict}. Remove it.");
    }
}
