using System.Runtime.InteropServices;
using Microsoft.Extensions.Primitives;
using ProxyAware.Forwarding;
using ProxyAware.Hosts;

namespace ProxyAware.Https;

/// <summary>
/// Looks for evidence that the client already uses https, so that a redirect there would end where it began. Evidence only turns a redirect
/// into an explanation; it never makes a request https.
/// </summary>
[StructLayout(LayoutKind.Auto)]
internal readonly record struct LoopEvidence(LoopCause Cause, string? Header)
{
    private static readonly string[] SchemeHeaders = ["X-Forwarded-Proto", "X-Forwarded-Scheme", "X-Url-Scheme"];

    private static readonly string[] SwitchHeaders = ["X-Forwarded-Ssl", "Front-End-Https"];

    /// <param name="feature">What was decided about the request.</param>
    /// <param name="headers">The headers as they arrived.</param>
    public static LoopEvidence Find(ProxyAwareFeature feature, IHeaderDictionary headers)
    {
        // The host the browser used, as far as it is known; not the one that the public URL put in its place.
        var hostIsLocal = HostParser.TryParse(feature.Host ?? feature.OriginalHost.Value, out var host, out _) && HostName.IsLocal(host)
            && !IsHostOfTheProxy(feature, headers);
        return Find(feature.Policy.Resolver.Plan, feature.PeerTrusted, feature.SchemeStatus, hostIsLocal, headers);
    }

    /// <param name="plan">The headers that are read.</param>
    /// <param name="peerTrusted">Whether the peer is trusted.</param>
    /// <param name="schemeStatus">What became of the protocol header.</param>
    /// <param name="hostIsLocal">Whether the effective host is local; browsers trust such hosts without TLS.</param>
    /// <param name="headers">The headers as they arrived.</param>
    public static LoopEvidence Find(HeaderPlan plan, bool peerTrusted, ForwardedValueStatus schemeStatus, bool hostIsLocal, IHeaderDictionary headers)
    {
        // What a trusted peer said in the header that is read, it said; another header that contradicts is no evidence.
        var isBelieved = peerTrusted && schemeStatus is (ForwardedValueStatus.Accepted or ForwardedValueStatus.Appended);
        if (!isBelieved && FindClaim(plan, peerTrusted, headers) is { } claim)
        {
            return new(peerTrusted ? LoopCause.UnusableHeader : LoopCause.UntrustedPeer, claim);
        }

        return !hostIsLocal && headers.ContainsKey("Sec-Fetch-Site") && NamesNoHttpPage(headers)
            ? new(LoopCause.BrowserOnHttps, plan.ProtocolHeader)
            : default;
    }

    /// <summary>
    /// Whether a local host is the one that a proxy put in place of the browser's, as nginx does by default: a trusted proxy speaks of the client and names no
    /// host, or the page the browser comes from is the app's own, at its public URL.
    /// </summary>
    private static bool IsHostOfTheProxy(ProxyAwareFeature feature, IHeaderDictionary headers) =>
        feature is { EffectiveHost.IsPublicUrl: true, Host: null }
        && !HostName.IsLocal(feature.Policy.Hosts.PublicUrl!.Host)
        && ((feature.PeerTrusted && feature.WasForwarded) || IsAt(feature.Policy.Hosts.PublicUrl!, headers.Origin) || IsAt(feature.Policy.Hosts.PublicUrl!, headers.Referer));

    private static bool IsAt(PublicUrl publicUrl, StringValues urls)
    {
        foreach (var url in urls)
        {
            if (UrlText.IsHttps(url) && UrlText.Authority(url).Equals(publicUrl.Authority.ToUriComponent(), StringComparison.OrdinalIgnoreCase))
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>Whether the pages that a browser names, if it names any, were loaded over https.</summary>
    public static bool NamesNoHttpPage(IHeaderDictionary headers) => IsHttpsOrAbsent(headers.Origin) && IsHttpsOrAbsent(headers.Referer);

    /// <summary>The first header that claims https in its right-most element; of a trusted peer, another one than the one that was read.</summary>
    private static string? FindClaim(HeaderPlan plan, bool peerTrusted, IHeaderDictionary headers)
    {
        if (!peerTrusted && plan.ProtocolHeader is { } configured && !plan.ProtocolIsForwarded && Claims(headers[configured], plan.ProtocolForm, plan.ProtocolValue))
        {
            return configured;
        }

        return FindClaim(SchemeHeaders, ProtocolHeaderForm.Scheme, headers)
            ?? FindClaim(SwitchHeaders, ProtocolHeaderForm.Switch, headers)
            ?? (!(peerTrusted && plan.ProtocolIsForwarded) && ForwardedClaims(headers[ProxyAwareDefaults.Forwarded]) ? ProxyAwareDefaults.Forwarded : null);
    }

    private static string? FindClaim(string[] names, ProtocolHeaderForm form, IHeaderDictionary headers)
    {
        foreach (var name in names)
        {
            if (Claims(headers[name], form, null))
            {
                return name;
            }
        }

        return null;
    }

    private static bool Claims(StringValues lines, ProtocolHeaderForm form, string? value)
    {
        if (lines.Count == 0 || !new ElementReader(lines).TryNext(out var element))
        {
            return false;
        }

        return form switch
        {
            ProtocolHeaderForm.Exact => element.SequenceEqual(value),
            ProtocolHeaderForm.Switch => SchemeParser.ParseSwitch(element) == SchemeParser.Https,
            _ => SchemeParser.ParseScheme(element) == SchemeParser.Https,
        };
    }

    private static bool ForwardedClaims(StringValues lines)
    {
        if (lines.Count == 0 || !new ElementReader(lines).TryNext(out var text) || !ForwardedElement.TryParse(text, out var element))
        {
            return false;
        }

        Span<char> buffer = stackalloc char[ForwardedElement.MaxValueLength];
        return !element.Proto.IsEmpty
            && ForwardedElement.TryUnquote(element.Proto, buffer, out var proto)
            && SchemeParser.ParseScheme(proto) == SchemeParser.Https;
    }

    private static bool IsHttpsOrAbsent(StringValues urls)
    {
        foreach (var url in urls)
        {
            if (!UrlText.IsHttps(url))
            {
                return false;
            }
        }

        return true;
    }
}
