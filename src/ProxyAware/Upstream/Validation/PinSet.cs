using System.Security.Cryptography.X509Certificates;
using ProxyAware.Upstream.Pins;

namespace ProxyAware.Upstream.Validation;

/// <summary>The pins of an upstream, of keys and of whole certificates. One match suffices.</summary>
internal sealed class PinSet(IReadOnlyList<ConfiguredPin> keys, IReadOnlyList<CertificatePin> certificates)
{
    public static PinSet Empty { get; } = new([], []);

    public IReadOnlyList<ConfiguredPin> Keys => keys;

    public IReadOnlyList<CertificatePin> Certificates => certificates;

    public bool IsEmpty => keys.Count == 0 && certificates.Count == 0;

    /// <summary>Looks for a match among certificates that are known to belong to the peer; never among all it happened to send.</summary>
    public PinMatch? Find(IEnumerable<X509Certificate2> candidates, DateOnly today)
    {
        foreach (var candidate in candidates)
        {
            var key = SpkiPin.Of(candidate);
            if (keys.FirstOrDefault(k => k.Pin == key && k.Counts(today)) is { } pin)
            {
                return new(pin.Pin.ToString(), pin.Backup);
            }

            if (certificates.Count > 0 && certificates.Contains(CertificatePin.Of(candidate)))
            {
                return new(CertificatePin.Of(candidate).ToString(), Backup: false);
            }
        }

        return null;
    }

    public IReadOnlyList<string> Expected(DateOnly today) => [.. keys.Select(k => k.Describe(today)), .. certificates.Select(c => c.ToString())];
}
