using ProxyAware.Upstream.Handshake;

namespace ProxyAware.Upstream.Handlers;

/// <summary>
/// A handler whose connections can be retired. The framework has no way to end the pooled connections of a handler, so the handler itself is
/// replaced: new requests go to a new one, and the old one goes when its last request has its headers. Bodies in flight outlive it.
/// </summary>
internal sealed class OwnedHandler : HttpMessageHandler
{
    private const int MaxRedirects = 10;

    private readonly UpstreamTls _upstream;
    private readonly SocketsHttpHandler _template;
    private readonly Lock _gate = new();
    private HandlerLease? _lease;
    private bool _disposed;

    public OwnedHandler(UpstreamTls upstream, SocketsHttpHandler template)
    {
        _upstream = upstream;
        _template = template;
        _lease = NewLease();
        upstream.State.Add(this);
    }

    /// <summary>The settings a handler begins with.</summary>
    public static SocketsHttpHandler Template() => new()
    {
        AllowAutoRedirect = false,
        UseProxy = false,
        PooledConnectionLifetime = UpstreamTlsDefaults.PooledConnectionLifetime,
    };

    /// <summary>Ends the connections that are idle now, and those that are in use when their responses have come.</summary>
    public void Retire()
    {
        HandlerLease? old;
        lock (_gate)
        {
            if (_disposed)
            {
                return;
            }

            old = _lease;
            _lease = NewLease();
        }

        old?.Retire();
    }

    protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        Prepare(request);
        var response = await SendOnceAsync(request, cancellationToken).ConfigureAwait(false);
        for (var i = 0; i < MaxRedirects && _upstream.State.Current.FollowSameOriginRedirects && SameOriginRedirect.Apply(request, response); i++)
        {
            response.Dispose();
            response = await SendOnceAsync(request, cancellationToken).ConfigureAwait(false);
        }

        return response;
    }

    protected override HttpResponseMessage Send(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        Prepare(request);
        var response = SendOnce(request, cancellationToken);
        for (var i = 0; i < MaxRedirects && _upstream.State.Current.FollowSameOriginRedirects && SameOriginRedirect.Apply(request, response); i++)
        {
            response.Dispose();
            response = SendOnce(request, cancellationToken);
        }

        return response;
    }

    protected override void Dispose(bool disposing)
    {
        if (disposing)
        {
            HandlerLease? lease;
            lock (_gate)
            {
                _disposed = true;
                lease = _lease;
                _lease = null;
            }

            _upstream.State.Remove(this);
            lease?.Dispose();
        }

        base.Dispose(disposing);
    }

    private async Task<HttpResponseMessage> SendOnceAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        var lease = Take();
        var refusals = _upstream.HandshakeLog.LastClientRefusal;
        try
        {
            return await lease.Invoker.SendAsync(request, cancellationToken).ConfigureAwait(false);
        }
        catch (HttpRequestException exception) when (exception.InnerException is null && request.Version.Major == 2 && LostRefusal(request, refusals) is { } refused)
        {
            throw new HttpRequestException(HttpRequestError.SecureConnectionError, refused.Message, refused);
        }
        finally
        {
            lease.Release();
        }
    }

    private HttpResponseMessage SendOnce(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        var lease = Take();
        try
        {
            return lease.Invoker.Send(request, cancellationToken);
        }
        finally
        {
            lease.Release();
        }
    }

    private UpstreamTlsException? LostRefusal(HttpRequestMessage request, long after) => request.RequestUri is { } uri
        ? _upstream.HandshakeLog.FindClientRefusal(uri.IdnHost.Contains(':', StringComparison.Ordinal) ? $"[{uri.IdnHost}]:{uri.Port}" : $"{uri.IdnHost}:{uri.Port}", after)
        : null;

    private HandlerLease Take()
    {
        lock (_gate)
        {
            ObjectDisposedException.ThrowIf(_disposed, typeof(HttpMessageHandler));
            _lease!.Take();
            return _lease;
        }
    }

    private HandlerLease NewLease()
    {
        var handler = SocketsHandlerCopy.Of(_template);
        HandlerWiring.Wire(handler, _upstream);
        return new(handler);
    }

    private void Prepare(HttpRequestMessage request)
    {
        var name = _upstream.Name;
        if (RequestRules.Check(request) is { } failure)
        {
            _upstream.HandshakeLog.Rejected(failure.Reason);
            var exception = new UpstreamTlsException(name, request.RequestUri is { IsAbsoluteUri: true } uri ? uri.Authority : "?", failure);
            throw new HttpRequestException(HttpRequestError.SecureConnectionError, exception.Message, exception);
        }

        // "Or higher" would let the server lead the handler to HTTP/3, past the handshake that is verified here; 2 is as high as it goes.
        if (request.VersionPolicy == HttpVersionPolicy.RequestVersionOrHigher)
        {
            var atLeast2 = request.Version.Major >= 2;
            request.Version = System.Net.HttpVersion.Version20;
            request.VersionPolicy = atLeast2 ? HttpVersionPolicy.RequestVersionExact : HttpVersionPolicy.RequestVersionOrLower;
        }
    }
}
