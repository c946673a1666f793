using ProxyAware.Forwarding;
using ProxyAware.Hosts;
using ProxyAware.Https;

namespace ProxyAware.Diagnostics.Explain;

/// <summary>Whether the request may come in clear text, and why.</summary>
internal static class ClearTextExplanation
{
    private const string Served = "served";

    public static ExplainedDecision Of(ProxyAwareFeature feature, ServerListeners listeners, bool wasServed)
    {
        var transport = feature.Policy.Transport;
        if (feature.EffectiveScheme == SchemeParser.Https)
        {
            return Make("encrypted", DecisionSources.Request, "The request came over https.");
        }

        if (feature.IsLocal)
        {
            return Make(Served, DecisionSources.Request, "The request was made on this machine: the peer is local, nothing forwarded it, and every host it names is local.");
        }

        if (!transport.Refuses(listeners))
        {
            return transport.AllowUnencrypted == true
                ? Make(Served, nameof(ProxyAwareOptions.AllowUnencrypted), "It is allowed.")
                : Make(Served, DecisionSources.Settings, "AllowUnencrypted is not set, and nothing says that https exists.");
        }

        var exemption = Exemption(feature.Exemption);
        if (exemption is not null)
        {
            return exemption;
        }

        var (source, because) = Refusal(transport);
        return wasServed
            ? Make(Served, DecisionSources.Settings, $"The check was not made here, though {because}.")
            : Make(feature.Refusal is null ? "redirected" : "refused", source, $"Clear text is refused, because {because}.{Cause(feature)}");
    }

    private static ExplainedDecision? Exemption(ClearTextExemption exemption) => exemption switch
    {
        ClearTextExemption.Peer => Make(Served, nameof(ProxyAwareOptions.UnencryptedPeers), "It names the peer, and nothing forwarded the request."),
        ClearTextExemption.Path => Make(Served, nameof(ProxyAwareOptions.UnencryptedPaths), "It names the path."),
        ClearTextExemption.Endpoint => Make(Served, "AllowUnencrypted()", "The endpoint that answers is marked."),
        _ => null,
    };

    private static (string Source, string Because) Refusal(TransportPolicy transport) =>
        transport.AllowUnencrypted == false ? (nameof(ProxyAwareOptions.AllowUnencrypted), "AllowUnencrypted is false")
            : transport.HttpsKnown ? (DecisionSources.Settings, "the settings speak of a proxy or of https")
            : (DecisionSources.Connection, "the app listens on https");

    /// <summary>What became of the request instead, where that is not a plain refusal.</summary>
    private static string Cause(ProxyAwareFeature feature) => feature switch
    {
        { Refusal: null } or { Refusal.Code: Codes.HttpsRequired } => "",
        { MalformedHeader: not null, Refusal.Code: Codes.MalformedHeader } or { EffectiveHost.Verdict: not HostVerdict.Accepted } => " The request was refused for something else before.",
        { Refusal.Code: Codes.LoopUntrustedPeer or Codes.LoopUnusableHeader or Codes.LoopBrowserOnHttps } => " A redirect would never end.",
        _ => " The request was refused for something else before.",
    };

    private static ExplainedDecision Make(string value, string source, string reason) => new(ExplainedSubject.ClearText, value, source, reason);
}
