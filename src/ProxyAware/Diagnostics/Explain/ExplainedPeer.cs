namespace ProxyAware;

/// <summary>The other side of the app's own connection.</summary>
/// <param name="Name">An address, <c>unix</c>, <c>in-memory</c> or <c>unknown</c>.</param>
/// <param name="Trusted">Whether it is a trusted proxy, so that its forwarding headers were read.</param>
/// <param name="IsLocal">Whether the request was made on this machine, so that it is exempt from https and from <c>AllowedHosts</c>.</param>
/// <param name="Reason">Why, in one sentence.</param>
public sealed record ExplainedPeer(string Name, bool Trusted, bool IsLocal, string Reason);
