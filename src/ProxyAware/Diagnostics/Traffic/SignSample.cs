using Microsoft.AspNetCore.Http.Features;
using ProxyAware.Configuration;
using ProxyAware.Forwarding;
using ProxyAware.Https;

namespace ProxyAware.Diagnostics.Traffic;

/// <summary>Takes the example of a sign out of a request: addresses, schemes, hosts and names of headers that were parsed.</summary>
internal static class SignSample
{
    private const int MaxHeaders = 64;

    private const int MaxSlips = 3;

    private static readonly string[] ClientHeaders = ["X-Forwarded-For", "X-Real-IP", "X-Client-IP", "True-Client-IP", "CF-Connecting-IP", "Forwarded"];

    private static readonly string[] SchemeHeaders = ["X-Forwarded-Proto", "X-Forwarded-Ssl", "X-Forwarded-Scheme", "Front-End-Https", "X-Url-Scheme", "Forwarded"];

    private static readonly string[] HostHeaders = ["X-Forwarded-Host", "X-Original-Host", "Forwarded"];

    public static EvidenceSample Of(TrafficSigns sign, ProxyAwareFeature feature, in HeaderScan scan, IHttpRequestFeature request)
    {
        var plan = feature.Policy.Resolver.Plan;
        return new(feature.Peer, sign switch
        {
            TrafficSigns.UntrustedForwarder => WhatIfTrusted.Describe(feature, scan),
            TrafficSigns.HopCountTooSmall or TrafficSigns.ClientIsTrusted => feature.ClientAddress?.ToString(),
            TrafficSigns.ClientHeaderMissing => NearMiss(plan.ForHeader, ClientHeaders, plan, scan, request),
            TrafficSigns.ProtocolHeaderMissing => NearMiss(plan.ProtocolHeader, SchemeHeaders, plan, scan, request),
            TrafficSigns.HostHeaderMissing => NearMiss(plan.HostHeader, HostHeaders, plan, scan, request),
            TrafficSigns.PortHeaderMissing => NearMiss(plan.PortHeader, [], plan, scan, request),
            TrafficSigns.SilentProxy => NearMiss(plan.ForHeader, ClientHeaders, plan, scan, request) ?? NearMiss(plan.ProtocolHeader, SchemeHeaders, plan, scan, request),
            TrafficSigns.FamiliesDisagree => $"{plan.ForHeader} names {feature.ClientAddress}, {(plan.ForIsForwarded ? ProxyAwareDefaults.XForwardedFor : ProxyAwareDefaults.Forwarded)} somebody else",
            TrafficSigns.SchemeAppended => feature.Scheme,
            TrafficSigns.UnreadableHeader => feature.MalformedHeader,
            TrafficSigns.BrowserOnHttps => feature.Scheme is null
                ? $"{plan.ProtocolHeader ?? "no protocol header"} did not come" : $"{plan.ProtocolHeader} says {feature.Scheme}",
            TrafficSigns.PortContradictsScheme => $"{feature.Port}",
            TrafficSigns.ForeignPrefix => SafeText.Quote(feature.Prefix ?? ""),
            TrafficSigns.SilentLocalProxy or TrafficSigns.HostRewritten or TrafficSigns.SecondPublicHost or TrafficSigns.HostNotAllowed => HostOf(feature),
            TrafficSigns.LoopUntrustedPeer or TrafficSigns.LoopUnusableHeader => LoopEvidence.Find(feature, request.Headers).Header,
            _ => null,
        });
    }

    private static string? HostOf(ProxyAwareFeature feature) => BrowserMarks.HostOf(feature) is { IsEmpty: false } host ? host.ToString() : "no host";

    /// <summary>The name of a header that is almost the one that is missing, or does the same job under another name.</summary>
    private static string? NearMiss(string? wanted, string[] alikes, HeaderPlan plan, in HeaderScan scan, IHttpRequestFeature request)
    {
        if (wanted is null)
        {
            return null;
        }

        var present = scan.Present;
        var alike = Array.Find(alikes, name => plan.Names.IndexOf(name) is >= 0 and var index && plan.RolesOf(index) == HeaderRole.None && (present >> index & 1) != 0);
        var slip = alike ?? Nearest.Find(wanted, request.Headers.Keys.Take(MaxHeaders).Where(k => plan.Names.IndexOf(k) < 0));
        return slip is not null && (alike is not null || Nearest.Distance(wanted, slip) <= MaxSlips) ? SafeText.Quote(slip) : null;
    }
}
