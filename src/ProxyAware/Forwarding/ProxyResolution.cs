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
    private ResolutionData _data;

    private protected ProxyResolution(ProxyResolver resolver, in HeaderScan scan)
    {
        _resolver = resolver;
        _forLines = resolver.Plan.ForIsForwarded ? scan.Forwarded : scan.For;
    }

    /// <summary>Gets the other side of the app's own connection, as the socket reports it.</summary>
    public ProxyPeer Peer => _data.Peer;

    /// <summary>Gets whether the peer is a trusted proxy, so that its forwarding headers were read.</summary>
    public bool PeerTrusted => _data.PeerTrusted;

    /// <summary>Gets whether any forwarding header was on the request, believed or not.</summary>
    public bool WasForwarded => _data.WasForwarded;

    /// <summary>
    /// Gets the client's address. It is <see langword="null"/> when the client is unknown (<see cref="ClientQuality.Hidden"/>), and when it
    /// is a peer without an address, such as a Unix socket.
    /// </summary>
    public IPAddress? ClientAddress => _data.ClientAddress;

    /// <summary>Gets the client's port as the proxies reported it; 0 when they did not.</summary>
    public int ClientPort => _data.ClientPort;

    /// <summary>Gets how much is known about the client.</summary>
    public ClientQuality ClientQuality => _data.Quality;

    /// <summary>Gets why the client is who it is.</summary>
    public ProxyReason Reason => _data.Reason;

    /// <summary>Gets how many elements of the header were believed; 0 means that the client is the peer or unknown.</summary>
    public int AcceptedHop => _data.AcceptedHop;

    /// <summary>Gets the scheme the client used (<c>http</c> or <c>https</c>) as a trusted proxy reported it; <see langword="null"/> if none did.</summary>
    public string? Scheme => _data.Scheme;

    /// <summary>Gets what became of the protocol header.</summary>
    public ForwardedValueStatus SchemeStatus => _data.SchemeStatus;

    /// <summary>Gets the host, with its port if it has one, as a trusted proxy reported it; <see langword="null"/> if none did.</summary>
    public string? Host => _data.Host;

    /// <summary>Gets what became of the host header.</summary>
    public ForwardedValueStatus HostStatus => _data.HostStatus;

    /// <summary>Gets the port as a trusted proxy reported it.</summary>
    public int? Port => _data.Port == 0 ? null : _data.Port;

    /// <summary>Gets what became of the port header.</summary>
    public ForwardedValueStatus PortStatus => _data.PortStatus;

    /// <summary>Gets the path prefix, decoded, as a trusted proxy reported it; empty for <c>/</c>, <see langword="null"/> if none did.</summary>
    public string? Prefix => _data.Prefix;

    /// <summary>Gets what became of the prefix header.</summary>
    public ForwardedValueStatus PrefixStatus => _data.PrefixStatus;

    /// <summary>Gets the name of the first header of the trusted peer that could not be read; <see langword="null"/> if all could.</summary>
    public string? MalformedHeader => _data.MalformedHeader;

    /// <summary>The result itself, for the one who works it out.</summary>
    internal ref ResolutionData Data => ref _data;

    /// <summary>Gets the chain from the app towards the client with the verdict on each hop, as far as it was looked at.</summary>
    /// <remarks>It is worked out when it is first asked for.</remarks>
    public IReadOnlyList<ProxyHop> Hops => _hops ??= _resolver.DescribeHops(this, _forLines);
}
