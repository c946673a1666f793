namespace ProxyAware;

/// <summary>A request as it arrived.</summary>
/// <param name="Method">Its method.</param>
/// <param name="Target">Its target, escaped and cut to 200 characters.</param>
/// <param name="Protocol">The version of HTTP.</param>
/// <param name="Scheme">The scheme of the app's own connection.</param>
/// <param name="Host">Its <c>Host</c>, escaped and cut to 200 characters; empty if it has none.</param>
/// <param name="Peer">The other side of the connection: an address, <c>unix</c>, <c>in-memory</c> or <c>unknown</c>.</param>
/// <param name="PeerPort">The port of the peer; 0 if it has none.</param>
public sealed record ExplainedRequest(string Method, string Target, string Protocol, string Scheme, string Host, string Peer, int PeerPort);
