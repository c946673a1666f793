using System.Collections.Concurrent;

namespace ProxyAware.Upstream.Validation;

/// <summary>Remembers which servers have answered, up to a bound: one that did takes the client, so if it closes a connection later, that is not why.</summary>
internal sealed class AnsweringServers
{
    private const int Max = 256;

    private readonly ConcurrentDictionary<string, bool> _answering = new(StringComparer.OrdinalIgnoreCase);

    public bool Contains(string endpoint) => _answering.ContainsKey(endpoint);

    public void Remember(string endpoint)
    {
        if (!_answering.ContainsKey(endpoint) && _answering.Count < Max)
        {
            _answering.TryAdd(endpoint, true);
        }
    }
}
