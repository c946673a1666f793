namespace ProxyAware.Pipeline;

/// <summary>Whether the app can be reached from other machines. It is known once the server listens; until then it is taken for closed.</summary>
internal sealed class ListenerState
{
    private volatile bool _isOpen;

    public bool IsOpen
    {
        get => _isOpen;
        set => _isOpen = value;
    }
}
