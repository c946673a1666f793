using System.Collections.Frozen;

namespace ProxyAware.Origins;

/// <summary>The ports of a host that are allowed; null means all.</summary>
internal sealed class PortRule
{
    private readonly FrozenSet<int>? _ports;

    public PortRule(IEnumerable<int?> ports)
    {
        var all = ports.ToArray();
        _ports = all.Contains(null) ? null : all.OfType<int>().ToFrozenSet();
    }

    public bool Allows(int port) => _ports is null || _ports.Contains(port);
}
