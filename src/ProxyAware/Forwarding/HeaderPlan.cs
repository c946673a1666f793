using ProxyAware.Https;

namespace ProxyAware.Forwarding;

/// <summary>Which headers are read for what: the compiled form of the header options.</summary>
internal sealed class HeaderPlan
{
    private readonly HeaderRole[] _roles;

    public HeaderPlan(
        string? forHeader, string? protocolHeader, string? protocolValue, string? hostHeader, string? portHeader, string? prefixHeader)
    {
        ForHeader = forHeader;
        ProtocolHeader = protocolHeader;
        ProtocolValue = protocolValue;
        HostHeader = hostHeader;
        PortHeader = portHeader;
        PrefixHeader = prefixHeader;
        ForIsForwarded = IsForwarded(forHeader);
        ForIsList = ForIsForwarded || IsList(forHeader);
        ProtocolIsForwarded = IsForwarded(protocolHeader);
        HostIsForwarded = IsForwarded(hostHeader);
        ProtocolForm = protocolValue is not null ? ProtocolHeaderForm.Exact : IsSwitch(protocolHeader) ? ProtocolHeaderForm.Switch : ProtocolHeaderForm.Scheme;

        string?[] configured = [forHeader, protocolHeader, hostHeader, portHeader, prefixHeader];
        Names = new ForwardingHeaderNames(configured.OfType<string>());
        ForwardedIndex = Names.IndexOf(ProxyAwareDefaults.Forwarded);
        _roles = new HeaderRole[Names.ViaIndex];
        Assign(forHeader, HeaderRole.For);
        Assign(protocolHeader, HeaderRole.Protocol);
        Assign(hostHeader, HeaderRole.Host);
        Assign(portHeader, HeaderRole.Port);
        Assign(prefixHeader, HeaderRole.Prefix);
        OtherFamily = !ForIsList ? 0
            : ForIsForwarded ? 1UL << Names.IndexOf(ProxyAwareDefaults.XForwardedFor)
            : ReadsForwarded ? 0 : 1UL << Names.IndexOf(ProxyAwareDefaults.Forwarded);
    }

    public string? ForHeader { get; }

    /// <summary>Whether the client's header is a list that is walked, or holds one address.</summary>
    public bool ForIsList { get; }

    public bool ForIsForwarded { get; }

    public string? ProtocolHeader { get; }

    public bool ProtocolIsForwarded { get; }

    public ProtocolHeaderForm ProtocolForm { get; }

    /// <summary>The value that means https, with <see cref="ProtocolHeaderForm.Exact"/>.</summary>
    public string? ProtocolValue { get; }

    public string? HostHeader { get; }

    public bool HostIsForwarded { get; }

    public string? PortHeader { get; }

    public string? PrefixHeader { get; }

    /// <summary>Whether the <c>Forwarded</c> header is read for anything.</summary>
    public bool ReadsForwarded => ForIsForwarded || ProtocolIsForwarded || HostIsForwarded;

    public ForwardingHeaderNames Names { get; }

    /// <summary>The bit of the list that would name the client in the family that is not read; 0 where there is none.</summary>
    public ulong OtherFamily { get; }

    /// <summary>The place of <c>Forwarded</c> among the names.</summary>
    public int ForwardedIndex { get; }

    public HeaderRole RolesOf(int index) => _roles[index];

    public static bool IsForwarded(string? name) => string.Equals(name, ProxyAwareDefaults.Forwarded, StringComparison.OrdinalIgnoreCase);

    private static bool IsList(string? name) =>
        name is not null
        && (name.StartsWith("X-Forwarded-", StringComparison.OrdinalIgnoreCase) || name.Equals("X-Original-Forwarded-For", StringComparison.OrdinalIgnoreCase));

    private static bool IsSwitch(string? name) =>
        string.Equals(name, "X-Forwarded-Ssl", StringComparison.OrdinalIgnoreCase) || string.Equals(name, "Front-End-Https", StringComparison.OrdinalIgnoreCase);

    private void Assign(string? name, HeaderRole role)
    {
        if (name is not null)
        {
            _roles[Names.IndexOf(name)] |= role;
        }
    }
}
