using Microsoft.AspNetCore.Http.Features;
using ProxyAware.Addresses;
using ProxyAware.Forwarding;
using ProxyAware.Hosts;
using ProxyAware.Https;
using ProxyAware.Trust;

namespace ProxyAware.Diagnostics.Traffic;

/// <summary>
/// Reads the signs of one resolved request, while its headers are as they arrived. What an ordinary request costs here are comparisons of what is known already;
/// only one that looks odd is looked at again.
/// </summary>
internal static class SignReader
{
    /// <summary>What the request shows to be wrong.</summary>
    public static TrafficSigns Found(ProxyAwareFeature feature, in HeaderScan scan, IHttpRequestFeature request, TrafficEvidence evidence)
    {
        if (feature.IsLocal)
        {
            return TrafficSigns.None;
        }

        var signs = feature.PeerTrusted ? OfTrustedPeer(feature, scan, request, evidence) : OfUntrustedPeer(feature, scan, request, evidence);
        if (feature.EffectiveScheme == SchemeParser.Http && evidence.ClearText.IsTurn() && BrowserMarks.SaysHttps(feature, request) && !HasAnotherCause(feature, scan))
        {
            signs |= TrafficSigns.BrowserOnHttps;
        }

        return signs | OfHost(feature, scan, evidence) | OfCookies(request, evidence);
    }

    /// <summary>What the request shows to be right: a sign that is seen beside it may be the work of its sender.</summary>
    public static TrafficSigns Opposite(ProxyAwareFeature feature, in HeaderScan scan)
    {
        if (!feature.PeerTrusted || scan.Present == 0)
        {
            return TrafficSigns.None;
        }

        var plan = feature.Policy.Resolver.Plan;
        var signs = TrafficSigns.SilentProxy;
        signs |= feature.AcceptedHop > 0 ? TrafficSigns.ClientHeaderMissing : 0;
        signs |= feature.Reason == ProxyReason.Resolved ? TrafficSigns.HopCountTooLarge | TrafficSigns.ClientIsTrusted : 0;
        signs |= feature.Scheme is not null ? TrafficSigns.ProtocolHeaderMissing : 0;
        signs |= feature.SchemeStatus == ForwardedValueStatus.Accepted ? TrafficSigns.SchemeAppended : 0;
        signs |= feature.Host is not null ? TrafficSigns.HostHeaderMissing : 0;
        signs |= feature.Port is not null ? TrafficSigns.PortHeaderMissing : 0;
        signs |= feature.EffectiveScheme == SchemeParser.Https ? TrafficSigns.BrowserOnHttps : 0;
        signs |= feature.MalformedHeader is null ? TrafficSigns.UnreadableHeader : 0;
        signs |= (scan.Present & plan.OtherFamily) == 0 ? TrafficSigns.FamiliesDisagree : 0;
        if (feature.EffectiveHost.Verdict == HostVerdict.Accepted)
        {
            signs |= feature.EffectiveHost.IsPublicUrl ? TrafficSigns.HostNotAllowed : TrafficSigns.HostNotAllowed | TrafficSigns.HostRewritten;
        }

        return signs;
    }

    private static TrafficSigns OfTrustedPeer(ProxyAwareFeature feature, in HeaderScan scan, IHttpRequestFeature request, TrafficEvidence evidence)
    {
        var plan = feature.Policy.Resolver.Plan;
        if (scan.Present == 0)
        {
            // A load balancer that asks for its one path is no proxy that forgot something.
            var speaks = scan.HasVia || feature.Policy.Transport.ForTlsProxy || plan is { ForHeader: null, ProtocolHeader: null };
            return !speaks && evidence.Silence.IsTurn() && (BrowserMarks.IsBrowser(request) || evidence.SilentPaths.IsThird(request.Path)) ? TrafficSigns.SilentProxy : 0;
        }

        evidence.Gateway.Disprove();
        var signs = feature.Reason switch
        {
            ProxyReason.HeaderMissing => TrafficSigns.ClientHeaderMissing,
            ProxyReason.ShortChain => TrafficSigns.HopCountTooLarge,
            ProxyReason.AllTrusted when feature.Policy.Resolver.Trust.Kind == ProxyTrustKind.Addresses && IsElsewhere(feature) => TrafficSigns.ClientIsTrusted,
            ProxyReason.Resolved when feature.Policy.Resolver.Trust.Kind == ProxyTrustKind.HopCount && IsPrivate(feature) && HasMore(feature, scan) => TrafficSigns.HopCountTooSmall,
            _ => TrafficSigns.None,
        };
        signs |= feature.SchemeStatus == ForwardedValueStatus.Absent && !feature.Policy.Transport.ForTlsProxy ? TrafficSigns.ProtocolHeaderMissing : 0;
        signs |= feature.SchemeStatus == ForwardedValueStatus.Appended ? TrafficSigns.SchemeAppended : 0;
        signs |= feature.HostStatus == ForwardedValueStatus.Absent ? TrafficSigns.HostHeaderMissing : 0;
        signs |= feature.PortStatus == ForwardedValueStatus.Absent ? TrafficSigns.PortHeaderMissing : 0;
        signs |= feature.MalformedHeader is not null ? TrafficSigns.UnreadableHeader : 0;
        signs |= feature.EffectiveHost.PortIgnored ? TrafficSigns.PortContradictsScheme : 0;
        var root = feature.Policy.Root;
        signs |= !root.IsDynamic && feature.Prefix is { Length: > 0 } prefix && prefix != root.Root.Value ? TrafficSigns.ForeignPrefix : 0;
        signs |= (scan.Present & plan.OtherFamily) != 0 && Disagree(feature, plan, request.Headers) ? TrafficSigns.FamiliesDisagree : 0;
        return signs;
    }

    private static TrafficSigns OfUntrustedPeer(ProxyAwareFeature feature, in HeaderScan scan, IHttpRequestFeature request, TrafficEvidence evidence)
    {
        if (scan.Present != 0)
        {
            evidence.Gateway.Disprove();
            return TrafficSigns.UntrustedForwarder;
        }

        if (scan.HasVia)
        {
            return TrafficSigns.None;
        }

        if (feature.Peer.IsLocal)
        {
            // Local by its peer, and not by what it names: somebody's proxy.
            return evidence.Silence.IsTurn() && (BrowserMarks.IsBrowser(request) || evidence.SilentPaths.IsThird(request.Path)) ? TrafficSigns.SilentLocalProxy : 0;
        }

        return !evidence.Gateway.IsDone && !HostName.IsLocal(BrowserMarks.HostOf(feature)) && evidence.Gateway.Observe(feature.Peer, request)
            ? TrafficSigns.HiddenBehindGateway
            : 0;
    }

    private static TrafficSigns OfHost(ProxyAwareFeature feature, in HeaderScan scan, TrafficEvidence evidence)
    {
        var effective = feature.EffectiveHost;
        var hosts = feature.Policy.Hosts;
        if (effective.Verdict == HostVerdict.NotAllowed && feature.PeerTrusted && scan.Present != 0)
        {
            return TrafficSigns.HostNotAllowed;
        }

        if (effective.Verdict == HostVerdict.Missing)
        {
            return TrafficSigns.None;
        }

        if (effective.IsPublicUrl)
        {
            return feature.PeerTrusted && scan.Present != 0 && !BrowserMarks.HostOf(feature).Equals(hosts.PublicUrl!.Host, StringComparison.OrdinalIgnoreCase)
                ? TrafficSigns.HostRewritten
                : 0;
        }

        return hosts is { PublicUrl: null, Allowed.IsEmpty: true } && effective is { Verdict: HostVerdict.Accepted, Host.Value: { } host } && evidence.IsSecondHost(host)
            ? TrafficSigns.SecondPublicHost
            : 0;
    }

    private static TrafficSigns OfCookies(IHttpRequestFeature request, TrafficEvidence evidence) =>
        request.Headers.Cookie is { Count: > 0 } cookies && evidence.Cookies.IsTurn() && TwiceSetCookie.Find(cookies) is not null ? TrafficSigns.CookieTwice : 0;

    /// <summary>A peer that is not trusted and speaks of https itself: that it is not believed explains it better.</summary>
    private static bool HasAnotherCause(ProxyAwareFeature feature, in HeaderScan scan) => !feature.PeerTrusted && scan.Present != 0;

    private static bool IsPrivate(ProxyAwareFeature feature) =>
        NetAddress.TryFrom(feature.ClientAddress, out var client) && NamedRanges.Private.Contains(client);

    /// <summary>A client on this machine behind a proxy on this machine is its administrator, not a range too wide.</summary>
    private static bool IsElsewhere(ProxyAwareFeature feature) =>
        NetAddress.TryFrom(feature.ClientAddress, out var client) && !client.IsLoopback;

    /// <summary>Whether the header holds more elements than were believed.</summary>
    private static bool HasMore(ProxyAwareFeature feature, in HeaderScan scan)
    {
        var plan = feature.Policy.Resolver.Plan;
        var reader = new ElementReader(plan.ForIsForwarded ? scan.Forwarded : scan.For);
        for (var i = 0; i < feature.AcceptedHop; i++)
        {
            if (!reader.TryNext(out _))
            {
                return false;
            }
        }

        return plan.ForIsList && reader.TryNext(out _);
    }

    /// <summary>Whether the family that is not read names another client than the one that is.</summary>
    private static bool Disagree(ProxyAwareFeature feature, HeaderPlan plan, IHeaderDictionary headers)
    {
        var other = ClientWalk.Walk(
            feature.Policy.Resolver.Trust, headers[plan.ForIsForwarded ? ProxyAwareDefaults.XForwardedFor : ProxyAwareDefaults.Forwarded], isForwarded: !plan.ForIsForwarded);
        return feature.ClientQuality == ClientQuality.Proxied
            && other.Reason is ProxyReason.Resolved or ProxyReason.AllTrusted or ProxyReason.ShortChain
            && NetAddress.TryFrom(feature.ClientAddress, out var client)
            && other.Client != client;
    }
}
