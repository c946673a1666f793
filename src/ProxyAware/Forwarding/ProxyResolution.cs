using System.Net;
using Microsoft.Extensions.Primitives;
using ProxyAware.Forwarding;

namespace ProxyAware;

/// <summary>
/// Who the client is, and what trusted proxies said about its request. It is immutable, and holds the reason of each decision.
/// </summary>
public class ProxyResolution
{
    private readonly ProxyResolver _resolver;
    private readonly StringValues _forLines;
    private IReadOnlyList<ProxyHop>? _hops;

    private protected ProxyResolution(ProxyResolver resolver, in ResolutionData data, StringValues forLines)
    {
        _resolver = resolver;
        _forLines = forLines;
        Peer = data.Peer;
        PeerTrusted = data.PeerTrusted;
        WasForwarded = data.WasForwarded;
        ClientAddress = data.ClientAddress;
        ClientPort = data.ClientPort;
        ClientQuality = data.Quality;
        Reason = data.Reason;
        AcceptedHop = data.AcceptedHop;
        Scheme = data.Scheme;
        SchemeStatus = data.SchemeStatus;
        Host = data.Host;
        HostStatus = data.HostStatus;
        Port = data.Port == 0 ? null : data.Port;
        PortStatus = data.PortStatus;
        Prefix = data.Prefix;
        PrefixStatus = data.PrefixStatus;
        MalformedHeader = data.MalformedHeader;
    }

    /// <summary>Gets the other side of the app's own connection, as the socket reports it.</summary>
    public ProxyPeer Peer { get; }

    /// <summary>Gets whether the peer is a trusted proxy, so that its forwarding headers were read.</summary>
    public bool PeerTrusted { get; }

    /// <summary>Gets whether any forwarding header was on the request, believed or not.</summary>
    public bool WasForwarded { get; }

    /// <summary>
    /// Gets the client's address. It is <see langword="null"/> when the client is unknown (<see cref="ClientQuality.Hidden"/>), and when it
    /// is a peer without an address, such as a Unix socket.
    /// </summary>
    public IPAddress? ClientAddress { get; }

    /// <summary>Gets the client's port as the proxies reported it; 0 when they did not.</summary>
    public int ClientPort { get; }

    /// <summary>Gets how much is known about the client.</summary>
    public ClientQuality ClientQuality { get; }

    /// <summary>Gets why the client is who it is.</summary>
    public ProxyReason Reason { get; }

    /// <summary>Gets how many elements of the header were believed; 0 means that the client is the peer or unknown.</summary>
    public int AcceptedHop { get; }

    /// <summary>Gets the scheme the client used (<c>http</c> or <c>https</c>) as a trusted proxy reported it; <see langword="null"/> if none did.</summary>
    public string? Scheme { get; }

    /// <summary>Gets what became of the protocol header.</summary>
    public ForwardedValueStatus SchemeStatus { get; }

    /// <summary>Gets the host, with its port if it has one, as a trusted proxy reported it; <see langword="null"/> if none did.</summary>
    public string? Host { get; }

    /// <summary>Gets what became of the host header.</summary>
    public ForwardedValueStatus HostStatus { get; }

    /// <summary>Gets the port as a trusted proxy reported it.</summary>
    public int? Port { get; }

    /// <summary>Gets what became of the port header.</summary>
    public ForwardedValueStatus PortStatus { get; }

    /// <summary>Gets the path prefix, decoded, as a trusted proxy reported it; empty for <c>/</c>, <see langword="null"/> if none did.</summary>
    public string? Prefix { get; }

    /// <summary>Gets what became of the prefix header.</summary>
    public ForwardedValueStatus PrefixStatus { get; }

    /// <summary>Gets the name of the first header of the trusted peer that could not be read; <see langword="null"/> if all could.</summary>
    public string? MalformedHeader { get; }

    /// <summary>Gets the chain from the app towards the client with the verdict on each hop, as far as it was looked at.</summary>
    /// <remarks>It is worked out when it is first asked for.</remarks>
    public IReadOnlyList<ProxyHop> Hops => _hops ??= _resolver.DescribeHops(this, _forLines);
}
