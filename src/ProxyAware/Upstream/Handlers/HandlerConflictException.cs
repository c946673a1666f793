namespace ProxyAware.Upstream.Handlers;

/// <summary>A client was set up in a way that would lose its verification.</summary>
internal sealed class HandlerConflictException(string message) : InvalidOperationException(message);
