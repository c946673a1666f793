using System.Collections.Concurrent;

namespace ProxyAware.Upstream.Validation;

/// <summary>Remembers which servers ask for a client certificate, up to a bound.</summary>
internal sealed class CertificateRequests
{
    private const int Max = 256;

    private readonly ConcurrentDictionary<string, bool> _asking = new(StringComparer.OrdinalIgnoreCase);

    public bool? Find(string endpoint) => _asking.TryGetValue(endpoint, out var asks) ? asks : null;

    public void Remember(string endpoint, bool asks)
    {
        if (_asking.Count < Max)
        {
            _asking[endpoint] = asks;
        }
    }
}
