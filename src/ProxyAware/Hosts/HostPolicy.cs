namespace ProxyAware.Hosts;

/// <summary>The compiled <c>AllowedHosts</c> and <c>PublicUrl</c>: which hosts the app answers to, and which one it calls itself.</summary>
internal sealed class HostPolicy(HostSet allowed, PublicUrl? publicUrl)
{
    private readonly HostSet _own = publicUrl is null ? HostSet.Empty : new([publicUrl.Host]);

    public HostSet Allowed { get; } = allowed;

    public PublicUrl? PublicUrl { get; } = publicUrl;

    /// <summary>Whether a grammatical host, without its port, is one the app answers to.</summary>
    public bool IsAllowed(ReadOnlySpan<char> host) =>
        Allowed.IsEmpty || Allowed.Contains(host) || _own.Contains(host);

    /// <summary>Whether the public URL stands in for a host: for every one that <c>AllowedHosts</c> does not name.</summary>
    public bool IsReplaced(ReadOnlySpan<char> host) => PublicUrl is not null && (Allowed.IsEmpty || !Allowed.Contains(host));
}
