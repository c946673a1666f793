using Microsoft.AspNetCore.WebSockets;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Options;
using ProxyAware.Forwarding;
using ProxyAware.Origins;

namespace ProxyAware.Diagnostics.Audit;

/// <summary>
/// Answers probes in the app's place. A request without a valid token is left alone, so that it goes the way it would have gone: nobody learns that there is
/// an audit at all.
/// </summary>
internal sealed class ProbeAnswers
{
    /// <summary>What stands between the path of the page and a token.</summary>
    public const string Segment = "/probe/";

    private readonly AuditDesk _desk;
    private readonly bool _isDevelopment;
    private readonly RequestDelegate _acceptSocket;

    public ProbeAnswers(
        AuditDesk desk, IOptions<WebSocketOptions> sockets, ILoggerFactory loggers, TimeProvider time, IHostEnvironment? environment = null, IHostApplicationLifetime? lifetime = null)
    {
        _desk = desk;
        _isDevelopment = environment?.IsDevelopment() == true;

        // The app's own settings: what is tried is how long a WebSocket of this app lives.
        _acceptSocket = new WebSocketMiddleware(new IdleSocket(time, lifetime).HoldAsync, sockets, loggers).Invoke;
    }

    /// <summary>Whether there is any probe to wait for.</summary>
    public bool IsLive => _desk.IsLive;

    /// <summary>Answers a probe.</summary>
    /// <returns>Whether the request is one.</returns>
    public bool TryAnswer(HttpContext context, ProxyAwareFeature feature, out Task answer)
    {
        answer = Task.CompletedTask;
        var path = feature.OriginalPathBase.Add(feature.OriginalPath).Value.AsSpan();
        var isHandshake = WebSocketHandshake.Is(context);
        if (path.Length <= ProbeToken.Length || !(isHandshake || HttpMethods.IsGet(context.Request.Method)))
        {
            return false;
        }

        var prefix = path[..^ProbeToken.Length];
        if (!prefix.EndsWith(Segment) || _desk.Take(prefix, path[^ProbeToken.Length..], ProbeClient.From(feature), isHandshake) is not { } probe)
        {
            return false;
        }

        probe.Observation = ProbeReader.Read(probe, context, feature, isHandshake, _isDevelopment);
        answer = AnswerAsync(probe, context, isHandshake);
        return true;
    }

    private Task AnswerAsync(AuditProbe probe, HttpContext context, bool isHandshake)
    {
        var response = context.Response;
        response.Headers.CacheControl = "no-store";
        switch (probe.Kind)
        {
            case ProbeKind.RedirectStart:
                response.StatusCode = StatusCodes.Status307TemporaryRedirect;
                response.Headers.Location = probe.Run.Location;
                return Task.CompletedTask;
            case ProbeKind.WebSocket when isHandshake:
                return _acceptSocket(context);
            case ProbeKind.WebSocket:
                // A proxy took the Upgrade header away (RFC 9110, section 15.5.22).
                response.StatusCode = StatusCodes.Status426UpgradeRequired;
                if (HttpProtocol.IsHttp11(context.Request.Protocol))
                {
                    response.Headers.Upgrade = "websocket";
                    response.Headers.Connection = "Upgrade";
                }

                return Task.CompletedTask;
            default:
                response.StatusCode = StatusCodes.Status204NoContent;
                return Task.CompletedTask;
        }
    }
}
