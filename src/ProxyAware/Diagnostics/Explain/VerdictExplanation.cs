using ProxyAware.Forwarding;

namespace ProxyAware.Diagnostics.Explain;

/// <summary>How the request was answered.</summary>
internal static class VerdictExplanation
{
    public static ExplainedVerdict Of(HttpResponse response, ProxyAwareFeature feature, bool wasServed)
    {
        if (wasServed)
        {
            return new(ExplainedOutcome.Served, null, null, null, "The request goes on to the app.");
        }

        if (feature.Refusal is { } refusal)
        {
            return new(ExplainedOutcome.Refused, refusal.StatusCode, refusal.Code, null, refusal.Sentence);
        }

        var location = response.Headers.Location.ToString();
        return new(
            ExplainedOutcome.Redirected, response.StatusCode, null, location,
            location.StartsWith('/') ? "Links work relative to the root with its slash only." : "The app is served over https only.");
    }
}
