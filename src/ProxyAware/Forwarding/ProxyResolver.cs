using Microsoft.Extensions.Primitives;
using ProxyAware.Configuration;
using ProxyAware.Forwarding;

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
        var policy = PolicyCompiler.CompileOrThrow(options, ContentFolder.Of(contentRoot));
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
        var resolution = new PlainResolution(this, scan);
        Resolve(peer, scan, ref resolution.Data, out _);
        return resolution;
    }

    /// <summary>Works out who the client is, into <paramref name="data"/>, which must be new.</summary>
    internal void Resolve(in ProxyPeer peer, in HeaderScan scan, ref ResolutionData data, out AcceptedElements accepted)
    {
        accepted = default;
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
        if (scan.Present == 0)
        {
            ReportNothing(ref data);
            return;
        }

        if (Plan.ForHeader is not null && !Plan.ForIsForwarded)
        {
            var walk = Plan.ForIsList ? ClientWalk.Walk(Trust, scan.For, isForwarded: false) : ClientWalk.ReadSingle(scan.For);
            accepted.For = walk.Element.IsEmpty ? null : AcceptedElements.TextOf(scan.For, walk.Element);
            ApplyClient(walk, ref data);
        }

        if (Plan.ReadsForwarded)
        {
            var walk = ClientWalk.Walk(Trust, scan.Forwarded, isForwarded: true);
            if (Plan.ForIsForwarded)
            {
                ApplyClient(walk, ref data);
            }

            ForwardedValues.Read(Plan, walk, scan.Forwarded, ref data, ref accepted);
        }

        RightMostValues.ReadScheme(Plan, scan.Protocol, ref data, ref accepted);
        RightMostValues.ReadHost(Plan, scan.Host, ref data, ref accepted);
        RightMostValues.ReadPort(Plan, scan.Port, ref data, ref accepted);
        RightMostValues.ReadPrefix(Plan, scan.Prefix, ref data, ref accepted);
    }

    /// <summary>What reading would find where no header is there to be read.</summary>
    private void ReportNothing(ref ResolutionData data)
    {
        data.Reason = Plan.ForHeader is null ? ProxyReason.HeaderNotRead : ProxyReason.HeaderMissing;
        data.SchemeStatus = AbsentIf(Plan.ProtocolHeader);
        data.HostStatus = AbsentIf(Plan.HostHeader);
        data.PortStatus = AbsentIf(Plan.PortHeader);
        data.PrefixStatus = AbsentIf(Plan.PrefixHeader);

        static ForwardedValueStatus AbsentIf(string? header) => header is null ? ForwardedValueStatus.NotRead : ForwardedValueStatus.Absent;
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
}
