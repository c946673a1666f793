namespace ProxyAware.Diagnostics.Explain.Offline;

/// <summary>A request on its way: handled by the app or rejected by Kestrel, whichever comes first.</summary>
internal sealed class OfflineExchange(Func<HttpContext, Task> app)
{
    private readonly TaskCompletionSource<OfflineRejection?> _completion = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private volatile bool _reached;

    public Task<OfflineRejection?> Completion => _completion.Task;

    public async Task HandleAsync(HttpContext context)
    {
        _reached = true;
        try
        {
            await app(context);
            _completion.TrySetResult(null);
        }
#pragma warning disable CA1031 // It is the caller's to see, not Kestrel's.
        catch (Exception exception)
#pragma warning restore CA1031
        {
            _completion.TrySetException(exception);
        }
    }

    /// <summary>What Kestrel finds wrong once the request has reached the app is about its body, which nobody reads.</summary>
    public void Reject(OfflineRejection rejection)
    {
        if (!_reached)
        {
            _completion.TrySetResult(rejection);
        }
    }
}
