using System.Net;
using System.Runtime.InteropServices;
using Microsoft.Extensions.Primitives;

namespace ProxyAware.Forwarding;

/// <summary>The result while it is being worked out. It lives on the stack; what is kept goes into one <see cref="ProxyResolution"/>.</summary>
[StructLayout(LayoutKind.Auto)]
internal struct ResolutionData
{
    private const int MaxTextLength = 1024;

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

    /// <summary>What each header holds once it is cut to the element that was believed; null: nothing was.</summary>
    public string? ForText;
    public string? ProtocolText;
    public string? HostText;
    public string? PortText;
    public string? PrefixText;
    public string? ForwardedText;

    /// <summary>
    /// The element as a string: the header's own where it is the whole of it, so that the usual case copies nothing. One that is longer than
    /// any honest one is dropped, whether or not it stands alone: what a request costs does not grow with its headers.
    /// </summary>
    public static string? TextOf(StringValues lines, ReadOnlySpan<char> element)
    {
        if (element.Length > MaxTextLength)
        {
            return null;
        }

        return lines.Count == 1 && lines[0] is { } line && line.Length == element.Length ? line : element.ToString();
    }

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
