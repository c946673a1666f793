using ProxyAware.Forwarding;
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
        if (wasServed)
        {
            return Make(Served, DecisionSources.Settings, $"The check was not made here, though {because}.");
        }

        return feature.Refusal?.Code switch
        {
            null => Make("redirected", source, $"Clear text is refused, because {because}."),
            Codes.HttpsRequired => Make("refused", source, $"Clear text is refused, because {because}."),
            Codes.LoopUntrustedPeer or Codes.LoopUnusableHeader or Codes.LoopBrowserOnHttps =>
                Make("refused", source, $"Clear text is refused, because {because}; a redirect would never end."),
            _ => Make("not checked", DecisionSources.Request, "The request was refused for something else before."),
        };
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

    private static ExplainedDecision Make(string value, string source, string reason) => new(ExplainedSubject.ClearText, value, source, reason);
}
