using Microsoft.Extensions.Primitives;
using ProxyAware.Configuration;
using ProxyAware.Forwarding;
using ProxyAware.Hosts;
using ProxyAware.Https;
using ProxyAware.UrlRoots;

namespace ProxyAware;

/// <summary>
/// Works out who the client is from the peer of a connection and the headers of a request. It needs no host, has no
/// state, and may be used by many threads at once.
/// </summary>
/// <remarks>No byte that an untrusted party wrote changes the result, and no header makes it throw.</remarks>
public sealed class ProxyResolver
{
    internal ProxyResolver(ProxyTrust trust, HeaderPlan plan)
    {
        Trust = trust;
        Plan = plan;
    }

    /// <summary>Initializes a new instance of the <see cref="ProxyResolver"/> class from options.</summary>
    /// <param name="options">The options; they are read once.</param>
    /// <param name="contentRoot">The folder to which <c>file:</c> tokens are relative. The default is the current directory.</param>
    /// <exception cref="ArgumentNullException"><paramref name="options"/> is <see langword="null"/>.</exception>
    /// <exception cref="ProxyAwareConfigurationException">The options cannot be used.</exception>
    public ProxyResolver(ProxyAwareOptions options, string? contentRoot = null)
    {
        ArgumentNullException.ThrowIfNull(options);
        var policy = PolicyCompiler.CompileOrThrow(options, contentRoot ?? Directory.GetCurrentDirectory());
        Trust = policy.Resolver.Trust;
        Plan = policy.Resolver.Plan;
    }

    /// <summary>Gets who is trusted.</summary>
    public ProxyTrust Trust { get; }

    internal HeaderPlan Plan { get; }

    /// <summary>Works out who the client is.</summary>
    /// <param name="peer">The other side of the connection.</param>
    /// <param name="headers">The headers of the request; they are not changed.</param>
    /// <returns>The resolution. A header that cannot be read is reported by <see cref="ProxyResolution.MalformedHeader"/>.</returns>
    /// <exception cref="ArgumentNullException"><paramref name="headers"/> is <see langword="null"/>.</exception>
    public ProxyResolution Resolve(ProxyPeer peer, IHeaderDictionary headers)
    {
        ArgumentNullException.ThrowIfNull(headers);
        var scan = HeaderScan.Run(Plan, headers);
        Resolve(peer, scan, out var data);
        return new PlainResolution(this, data, scan.For);
    }

    internal void Resolve(in ProxyPeer peer, in HeaderScan scan, out ResolutionData data)
    {
        data = default;
        data.Peer = peer;
        data.WasForwarded = scan.Present != 0;
        data.ClientAddress = peer.Address;
        data.PeerTrusted = Trust.IsTrusted(peer);
        if (!data.PeerTrusted)
        {
            data.Quality = ClientQuality.Direct;
            data.Reason = Trust.Kind == ProxyTrustKind.Nobody ? ProxyReason.NobodyTrusted : ProxyReason.UntrustedPeer;
            return;
        }

        data.Quality = ClientQuality.Unnamed;
        data.Reason = ProxyReason.HeaderNotRead;
        if (Plan.ForHeader is not null && !Plan.ForIsForwarded)
        {
            var walk = Plan.ForIsList ? ClientWalk.Walk(Trust, scan.For, isForwarded: false) : ClientWalk.ReadSingle(scan.For);
            data.ForText = walk.Element.IsEmpty ? null : ResolutionData.TextOf(scan.For, walk.Element);
            ApplyClient(walk, ref data);
        }

        if (Plan.ReadsForwarded)
        {
            ResolveForwarded(scan, ref data);
        }

        ResolveProtocol(scan, ref data);
        ResolveHost(scan, ref data);
        ResolvePort(scan, ref data);
        ResolvePrefix(scan, ref data);
    }

    /// <summary>The walk once more, this time writing it down.</summary>
    internal IReadOnlyList<ProxyHop> DescribeHops(ProxyResolution resolution, StringValues forLines)
    {
        var peerVerdict = resolution.PeerTrusted ? ProxyHopVerdict.Trusted : ProxyHopVerdict.Untrusted;
        var hops = new List<ProxyHop> { new(0, resolution.Peer.Kind == ProxyPeerKind.Unknown ? null : resolution.Peer.ToString(), peerVerdict) };
        if (resolution.PeerTrusted && Plan.ForHeader is not null)
        {
            _ = Plan.ForIsList ? ClientWalk.Walk(Trust, forLines, Plan.ForIsForwarded, hops) : ClientWalk.ReadSingle(forLines, hops);
            if (hops.Count == 1)
            {
                hops[0] = hops[0] with { Verdict = ProxyHopVerdict.Last };
            }
        }

        return hops;
    }

    private void ApplyClient(in WalkResult walk, ref ResolutionData data)
    {
        data.Reason = walk.Reason;
        data.AcceptedHop = walk.AcceptedHop;
        switch (walk.Reason)
        {
            case ProxyReason.HeaderMissing:
                break;
            case ProxyReason.Hidden:
                data.Quality = ClientQuality.Hidden;
                data.ClientAddress = null;
                break;
            case ProxyReason.Malformed or ProxyReason.TooLong:
                data.Quality = ClientQuality.Hidden;
                data.ClientAddress = null;
                data.MalformedHeader = Plan.ForHeader;
                break;
            default:
                data.Quality = ClientQuality.Proxied;
                data.ClientAddress = walk.Client.ToIPAddress();
                data.ClientPort = walk.Port;
                break;
        }
    }

    /// <summary>
    /// <c>Forwarded</c> is exact: scheme and host are those of the element at which the walk ended, never another's. The walk finds
    /// that element also where the client's address is not read from it.
    /// </summary>
    private void ResolveForwarded(in HeaderScan scan, ref ResolutionData data)
    {
        var walk = ClientWalk.Walk(Trust, scan.Forwarded, isForwarded: true);
        if (Plan.ForIsForwarded)
        {
            ApplyClient(walk, ref data);
        }

        data.SchemeStatus = Plan.ProtocolIsForwarded ? ForwardedValueStatus.Absent : ForwardedValueStatus.NotRead;
        data.HostStatus = Plan.HostIsForwarded ? ForwardedValueStatus.Absent : ForwardedValueStatus.NotRead;
        if (walk.Reason is ProxyReason.Malformed or ProxyReason.TooLong)
        {
            data.MalformedHeader ??= ProxyAwareDefaults.Forwarded;
            data.SchemeStatus = Plan.ProtocolIsForwarded ? ForwardedValueStatus.Malformed : ForwardedValueStatus.NotRead;
            data.HostStatus = Plan.HostIsForwarded ? ForwardedValueStatus.Malformed : ForwardedValueStatus.NotRead;
            return;
        }

        if (walk.Element.IsEmpty || !ForwardedElement.TryParse(walk.Element, out var element))
        {
            return;
        }

        data.ForwardedText = ResolutionData.TextOf(scan.Forwarded, walk.Element);
        Span<char> buffer = stackalloc char[ForwardedElement.MaxValueLength];
        if (Plan.ProtocolIsForwarded && !element.Proto.IsEmpty)
        {
            data.Scheme = ForwardedElement.TryUnquote(element.Proto, buffer, out var proto) ? SchemeParser.ParseScheme(proto) : null;
            data.SchemeStatus = Judge(data.Scheme is not null, ProxyAwareDefaults.Forwarded, ref data);
        }

        if (Plan.HostIsForwarded && !element.Host.IsEmpty)
        {
            var valid = ForwardedElement.TryUnquote(element.Host, buffer, out var host) && HostParser.TryParse(host, out _, out _);
            data.Host = valid ? host.ToString() : null;
            data.HostStatus = Judge(valid, ProxyAwareDefaults.Forwarded, ref data);
        }
    }

    private void ResolveProtocol(in HeaderScan scan, ref ResolutionData data)
    {
        if (Plan.ProtocolHeader is null || Plan.ProtocolIsForwarded)
        {
            return;
        }

        data.SchemeStatus = TakeRightMost(scan.Protocol, data.AcceptedHop, out var element);
        if (data.SchemeStatus is ForwardedValueStatus.Accepted or ForwardedValueStatus.Appended)
        {
            data.Scheme = Plan.ProtocolForm switch
            {
                ProtocolHeaderForm.Switch => SchemeParser.ParseSwitch(element),
                ProtocolHeaderForm.Exact => element.SequenceEqual(Plan.ProtocolValue) ? SchemeParser.Https : SchemeParser.Http,
                _ => SchemeParser.ParseScheme(element),
            };
            data.ProtocolText = data.Scheme is null ? null : ResolutionData.TextOf(scan.Protocol, element);
            data.SchemeStatus = Judge(data.Scheme is not null, Plan.ProtocolHeader, ref data, data.SchemeStatus);
        }
        else
        {
            NoteTooLong(data.SchemeStatus, Plan.ProtocolHeader, ref data);
        }
    }

    private void ResolveHost(in HeaderScan scan, ref ResolutionData data)
    {
        if (Plan.HostHeader is null || Plan.HostIsForwarded)
        {
            return;
        }

        data.HostStatus = TakeRightMost(scan.Host, data.AcceptedHop, out var element);
        if (data.HostStatus is ForwardedValueStatus.Accepted or ForwardedValueStatus.Appended)
        {
            var valid = HostParser.TryParse(element, out _, out _);
            data.HostText = data.Host = valid ? ResolutionData.TextOf(scan.Host, element) : null;
            data.HostStatus = Judge(valid, Plan.HostHeader, ref data, data.HostStatus);
        }
        else
        {
            NoteTooLong(data.HostStatus, Plan.HostHeader, ref data);
        }
    }

    private void ResolvePort(in HeaderScan scan, ref ResolutionData data)
    {
        if (Plan.PortHeader is null)
        {
            return;
        }

        data.PortStatus = TakeRightMost(scan.Port, data.AcceptedHop, out var element);
        if (data.PortStatus is ForwardedValueStatus.Accepted or ForwardedValueStatus.Appended)
        {
            var valid = Addresses.AddressParser.TryParsePort(element, out var port) && port > 0;
            data.Port = valid ? port : 0;
            data.PortText = valid ? ResolutionData.TextOf(scan.Port, element) : null;
            data.PortStatus = Judge(valid, Plan.PortHeader, ref data, data.PortStatus);
        }
        else
        {
            NoteTooLong(data.PortStatus, Plan.PortHeader, ref data);
        }
    }

    private void ResolvePrefix(in HeaderScan scan, ref ResolutionData data)
    {
        if (Plan.PrefixHeader is null)
        {
            return;
        }

        data.PrefixStatus = TakeRightMost(scan.Prefix, data.AcceptedHop, out var element);
        if (data.PrefixStatus is ForwardedValueStatus.Accepted or ForwardedValueStatus.Appended)
        {
            var valid = PathPrefixParser.TryParse(element, out var prefix);
            data.Prefix = prefix;
            data.PrefixText = valid ? ResolutionData.TextOf(scan.Prefix, element) : null;
            data.PrefixStatus = Judge(valid, Plan.PrefixHeader, ref data, data.PrefixStatus);
        }
        else
        {
            NoteTooLong(data.PrefixStatus, Plan.PrefixHeader, ref data);
        }
    }

    /// <summary>
    /// The right-most element is the trusted peer's own word, however many there are: aligning it with the client's place in
    /// another header would let the client choose, because the client decides how many elements that header has.
    /// </summary>
    private static ForwardedValueStatus TakeRightMost(StringValues lines, int acceptedHop, out ReadOnlySpan<char> element)
    {
        var reader = new ElementReader(lines);
        if (!reader.TryNext(out element))
        {
            return reader.TooLong ? ForwardedValueStatus.Malformed : ForwardedValueStatus.Absent;
        }

        return acceptedHop > 1 && reader.TryNext(out _) ? ForwardedValueStatus.Appended : ForwardedValueStatus.Accepted;
    }

    private static ForwardedValueStatus Judge(
        bool valid, string header, ref ResolutionData data, ForwardedValueStatus status = ForwardedValueStatus.Accepted)
    {
        if (valid)
        {
            return status;
        }

        data.MalformedHeader ??= header;
        return ForwardedValueStatus.Malformed;
    }

    private static void NoteTooLong(ForwardedValueStatus status, string header, ref ResolutionData data)
    {
        if (status == ForwardedValueStatus.Malformed)
        {
            data.MalformedHeader ??= header;
        }
    }
}
