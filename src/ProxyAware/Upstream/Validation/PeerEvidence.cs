using System.Net.Security;
using System.Security.Cryptography.X509Certificates;

namespace ProxyAware.Upstream.Validation;

/// <summary>What the framework knows about the peer at the end of a handshake.</summary>
/// <param name="Leaf">The peer's own certificate.</param>
/// <param name="Chain">The chain that was built with the chain policy of the upstream.</param>
/// <param name="Errors">The framework's own verdict.</param>
/// <param name="MayLearn">Whether the handshake was a full one, so that the peer has proved its key just now.</param>
internal sealed record PeerEvidence(X509Certificate2? Leaf, X509Chain? Chain, SslPolicyErrors Errors, bool MayLearn)
{
    /// <summary>The certificates of the built chain, the leaf first.</summary>
    public IReadOnlyList<X509Certificate2> Certificates { get; } = Chain is { ChainElements.Count: > 0 } ? [.. Chain.ChainElements.Select(e => e.Certificate)] : Leaf is null ? [] : [Leaf];
}
