using System.Net;
using System.Runtime.InteropServices;

namespace ProxyAware.Forwarding;

/// <summary>The result. The one <see cref="ProxyResolution"/> of a request holds it, and it is worked out in place; nobody writes to it after that.</summary>
[StructLayout(LayoutKind.Auto)]
internal struct ResolutionData
{
    public ProxyPeer Peer;
    public bool PeerTrusted;
    public bool WasForwarded;
    public IPAddress? ClientAddress;
    public int ClientPort;
    public ClientQuality Quality;
    public ProxyReason Reason;
    public int AcceptedHop;

    public string? Scheme;
    public ForwardedValueStatus SchemeStatus;
    public string? Host;
    public ForwardedValueStatus HostStatus;
    public int Port;
    public ForwardedValueStatus PortStatus;
    public string? Prefix;
    public ForwardedValueStatus PrefixStatus;

    /// <summary>The first header of a trusted peer that cannot be read.</summary>
    public string? MalformedHeader;

    /// <summary>The status of a value; one that cannot be read is remembered by the name of its header.</summary>
    public ForwardedValueStatus Judge(bool valid, string header, ForwardedValueStatus status)
    {
        if (valid)
        {
            return status;
        }

        MalformedHeader ??= header;
        return ForwardedValueStatus.Malformed;
    }
}
