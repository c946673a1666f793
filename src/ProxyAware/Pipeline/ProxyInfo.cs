namespace ProxyAware;

/// <summary>A request as the app sees it and why, in a form that can be returned from an endpoint as JSON.</summary>
public sealed record ProxyInfo
{
    /// <summary>Gets the client's address; <see langword="null"/> when it is unknown or has none.</summary>
    public required string? ClientIp { get; init; }

    /// <summary>Gets how much is known about the client.</summary>
    public required ClientQuality ClientQuality { get; init; }

    /// <summary>Gets the scheme of the request.</summary>
    public required string Scheme { get; init; }

    /// <summary>Gets whether the scheme is https.</summary>
    public required bool IsHttps { get; init; }

    /// <summary>Gets the host of the request.</summary>
    public required string Host { get; init; }

    /// <summary>Gets the path base of the request.</summary>
    public required string PathBase { get; init; }

    /// <summary>Gets the path of the request.</summary>
    public required string Path { get; init; }

    /// <summary>Gets whether the peer is a trusted proxy.</summary>
    public required bool Trusted { get; init; }

    /// <summary>Gets the other side of the app's own connection: an address, <c>unix</c>, <c>in-memory</c> or <c>unknown</c>.</summary>
    public required string Peer { get; init; }

    /// <summary>Gets why the client is who it is.</summary>
    public required ProxyReason Reason { get; init; }

    /// <summary>Gets the chain from the app towards the client, as far as it was looked at.</summary>
    public required IReadOnlyList<ProxyHop> Hops { get; init; }
}
