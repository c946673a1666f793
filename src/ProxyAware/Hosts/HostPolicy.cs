namespace ProxyAware.Hosts;

/// <summary>The compiled <c>AllowedHosts</c> and <c>PublicUrl</c>: which hosts the app answers to, and which one it calls itself.</summary>
internal sealed class HostPolicy(HostSet allowed, PublicUrl? publicUrl)
{
    private readonly HostSet _own = publicUrl is null ? HostSet.Empty : new([publicUrl.Host]);

    // Written by any thread. It holds a host that was judged, whichever it is, so that nothing needs to be synchronized.
    private string? _lastKept;

    public HostSet Allowed { get; } = allowed;

    public PublicUrl? PublicUrl { get; } = publicUrl;

    /// <summary>Whether a grammatical host, without its port, is one the app answers to.</summary>
    public bool IsAllowed(ReadOnlySpan<char> host) =>
        Allowed.IsEmpty || Allowed.Contains(host) || _own.Contains(host);

    /// <summary>Whether a host with its port is the last one that was kept as it is. Nearly all requests name the same host.</summary>
    public bool WasKept(string host) => _lastKept == host;

    public void Keep(string host) => _lastKept = host;

    /// <summary>Whether the public URL stands in for a host: for every one that <c>AllowedHosts</c> does not name.</summary>
    public bool IsReplaced(ReadOnlySpan<char> host) => PublicUrl is not null && (Allowed.IsEmpty || !Allowed.Contains(host));
}
