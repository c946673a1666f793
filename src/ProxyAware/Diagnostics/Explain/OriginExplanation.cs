using ProxyAware.Forwarding;
using ProxyAware.Origins;

namespace ProxyAware.Diagnostics.Explain;

/// <summary>Whether the origin of the request may do what it asks for, and why.</summary>
internal static class OriginExplanation
{
    private const string NotChecked = "not checked";

    public static ExplainedDecision Of(ProxyAwareFeature feature, string method, bool wasServed)
    {
        if (feature.Policy.Origins.Mode == OriginMode.Off)
        {
            return Make(NotChecked, nameof(ProxyAwareOptions.OriginMode), "OriginMode is Off.");
        }

        if (feature.OriginSubject == OriginSubject.None)
        {
            return feature.Refusal?.Code == Codes.MalformedHeader
                ? Make(NotChecked, DecisionSources.Request, "The request was refused before.")
                : Make(NotChecked, DecisionSources.Request, $"{SafeText.Quote(method)} opens no WebSocket and is a safe method.");
        }

        var (source, reason) = Describe(feature.OriginCheck.Reason);
        if (feature.OriginCheck.Allowed)
        {
            return Make("allowed", source, reason);
        }

        return wasServed ? Make("reported", source, $"{reason} OriginMode is Report, so the request goes on.")
            : feature.Refusal is { } refusal && refusal == Refusal.For(feature.OriginCheck.Reason) ? Make("refused", source, reason)
            : Make(NotChecked, DecisionSources.Request, "The request was answered before.");
    }

    private static (string Source, string Reason) Describe(OriginReason reason) => reason switch
    {
        OriginReason.SameOrigin => ("Sec-Fetch-Site", "The browser says that a page of the app, or a person, sent it."),
        OriginReason.NoBrowser => ("Sec-Fetch-Site", "It has neither Sec-Fetch-Site nor Origin, so no browser sent it."),
        OriginReason.OwnOrigin => ("Origin", "It is the app's own."),
        OriginReason.Listed => (nameof(ProxyAwareOptions.Origins), "It names the origin."),
        OriginReason.NativeClient => ("Origin", "There is none, and AllowMissingOrigin or an Authorization header, which no browser adds to a handshake, lets it pass."),
        OriginReason.AnyOriginPath => (nameof(ProxyAwareOptions.AnyOriginPaths), "It names the path."),
        OriginReason.Endpoint => ("AllowAnyOrigin()", "The endpoint that answers is marked."),
        OriginReason.CorsPolicy => ("CORS policy", "The app's own CORS policy permits it."),
        OriginReason.Missing => ("Origin", "A WebSocket handshake needs one, and there is none."),
        OriginReason.Several => ("Origin", "There are several."),
        OriginReason.Empty => ("Origin", "It is empty."),
        OriginReason.Null => ("Origin", "It is 'null': a sandboxed page, a local file or a redirect between sites."),
        OriginReason.Malformed => ("Origin", "It is not of the form scheme://host[:port]."),
        OriginReason.CrossSite => ("Sec-Fetch-Site", "The browser says that another site sent it."),
        OriginReason.Rebinding => ("Origin", "It is the app's own only by a name that nobody configured and that came over clear text."),
        OriginReason.InvalidHandshake => ("request", "It is no valid WebSocket handshake."),
        OriginReason.UpgradeLost => ("request", "It has a WebSocket key and no Upgrade header, which a proxy must have removed."),
        _ => ("Origin", "It is neither the app's own nor listed."),
    };

    private static ExplainedDecision Make(string value, string source, string reason) => new(ExplainedSubject.Origin, value, source, reason);
}
