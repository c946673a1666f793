using ProxyAware.Configuration;
using ProxyAware.Https;

namespace ProxyAware.Diagnostics.Findings;

/// <summary>What the settings in force show by themselves: what was warned of at start, and a reload that failed.</summary>
internal sealed class ConfigurationFindings(PolicyHolder policies, ServerListeners listeners, TimeProvider time) : IFindingSource
{
    private readonly DateTimeOffset _started = time.GetUtcNow();

    public IEnumerable<Finding> Current()
    {
        if (policies.Failure is { } failure)
        {
            yield return new(
                Codes.ReloadFailed, FindingSeverity.Error, "The changed configuration cannot be used; the last good one is in force.",
                failure.Text, "Correct the settings named here; they are read again when they change.", failure.Problems.Count, failure.Since);
        }

        var policy = policies.Current;
        foreach (var notice in policy.Notices.Where(n => n.IsWarning))
        {
            yield return new(notice.Code, FindingSeverity.Warning, "The settings hold something to change.", notice.Text, $"See {notice.Code}.", 1, _started);
        }

        if (policy.Transport is { AllowUnencrypted: null } transport && !transport.Refuses(listeners))
        {
            yield return new(
                Codes.ClearTextServed, FindingSeverity.Warning, "Clear text is served.", "Nothing says that https exists: no public URL, no trusted proxy, no https listener.",
                $"Behind a proxy that ends TLS: \"TrustProxy\" with its addresses; otherwise \"PublicUrl\". If clear text is meant: \"AllowUnencrypted\": true", 1, _started);
        }
    }
}
