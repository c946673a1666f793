using System.Collections.Concurrent;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;

namespace ProxyAware.Upstream.Validation;

/// <summary>
/// Remembers whom a policy has accepted in a full handshake, with the intermediates that made it possible. A resumed session shows
/// no chain and may come without a verdict: then the same validation runs over what is remembered here, and over nothing else.
/// </summary>
internal sealed class AcceptedPeers
{
    private const int Max = 64;

    private readonly ConcurrentDictionary<(string LeafHash, string Name), X509Certificate2[]> _peers = new();

    public void Remember(X509Certificate2 leaf, string verifiedName, IEnumerable<X509Certificate2> chain)
    {
        var key = Key(leaf, verifiedName);
        if (_peers.Count >= Max || _peers.ContainsKey(key))
        {
            return;
        }

        // Copies: the framework disposes what it hands to a callback.
        _peers.TryAdd(key, [.. chain.Select(c => X509CertificateLoader.LoadCertificate(c.RawData))]);
    }

    /// <summary>The chain of a peer that was accepted under this name; <see langword="null"/> if it was not.</summary>
    public IReadOnlyList<X509Certificate2>? Find(X509Certificate2 leaf, string verifiedName) => _peers.GetValueOrDefault(Key(leaf, verifiedName));

    private static (string LeafHash, string Name) Key(X509Certificate2 leaf, string name) =>
        (leaf.GetCertHashString(HashAlgorithmName.SHA256), name.ToUpperInvariant());
}
