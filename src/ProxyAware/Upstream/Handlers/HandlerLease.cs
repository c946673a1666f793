
namespace ProxyAware.Upstream.Handlers;

/// <summary>One generation of a handler, with the number of requests that still wait for their headers.</summary>
internal sealed class HandlerLease(SocketsHttpHandler handler) : IDisposable
{
    private readonly Lock _gate = new();
    private int _requests;
    private bool _retired;

    public HttpMessageInvoker Invoker { get; } = new(handler, disposeHandler: true);

    public void Take()
    {
        lock (_gate)
        {
            _requests++;
        }
    }

    public void Release()
    {
        bool last;
        lock (_gate)
        {
            last = --_requests == 0 && _retired;
        }

        if (last)
        {
            Dispose();
        }
    }

    /// <summary>No request will take it any more; it goes with the last one.</summary>
    public void Retire()
    {
        bool unused;
        lock (_gate)
        {
            _retired = true;
            unused = _requests == 0;
        }

        if (unused)
        {
            Dispose();
        }
    }

    public void Dispose() => Invoker.Dispose();
}
