using System.Collections.Concurrent;
using System.Security.Cryptography.X509Certificates;
using ProxyAware.Upstream.Certificates;
using ProxyAware.Upstream.Pins;

namespace ProxyAware.Upstream.Validation;

/// <summary>Remembers keys that are strong enough: opening a key to learn its size costs more than the rest of a verdict, and it never changes.</summary>
internal sealed class StrongKeys
{
    private const int Max = 64;

    private readonly ConcurrentDictionary<Sha256Value, bool> _keys = new();

    /// <summary>What is wrong with the key of a certificate; <see langword="null"/> if nothing is.</summary>
    public string? Weakness(X509Certificate2 certificate)
    {
        if (!CertificateFields.TryRead(certificate, out var fields))
        {
            return WeakKeys.Find(certificate);
        }

        var key = Sha256Value.Of(fields.SubjectPublicKeyInfo.Span);
        if (_keys.ContainsKey(key))
        {
            return null;
        }

        var weakness = WeakKeys.Find(certificate);
        if (weakness is null && _keys.Count < Max)
        {
            _keys.TryAdd(key, true);
        }

        return weakness;
    }
}
