using Microsoft.Extensions.Diagnostics.HealthChecks;
using ProxyAware.Configuration;
using ProxyAware.Https;
using ProxyAware.Upstream.Reporting;

namespace ProxyAware.Diagnostics.Health;

/// <summary>
/// Whether the settings as they stand now are in force, whether clear text is served without anybody having said so, and whether certificates and files of upstreams
/// are good for a while. Nothing that a client sends changes it. An app that only has upstreams has no policy.
/// </summary>
internal sealed class ProxyAwareHealthCheck(UpstreamFindings upstreams, PolicyHolder? policies = null, ServerListeners? listeners = null) : IHealthCheck
{
    /// <summary>The key of the reasons in the data of the result: a list of texts, each with its code in front.</summary>
    public const string Reasons = "reasons";

    public Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken = default)
    {
        var reasons = new List<string>();
        if (policies?.Failure is { } failure)
        {
            reasons.Add($"{Codes.ReloadFailed}: since {failure.Since:u} the changed configuration cannot be used; the last good one is in force. {failure.Text}");
        }

        if (listeners is not null && policies?.Current.Transport is { AllowUnencrypted: null } transport && !transport.Refuses(listeners))
        {
            reasons.Add($"{Codes.ClearTextServed}: clear text is served, because nothing says that https exists");
        }

        reasons.AddRange(upstreams.Concerns().Where(c => c.DegradesHealth).Select(c => $"{c.Finding.Code}: {c.Finding.Evidence}"));
        var data = new Dictionary<string, object>(StringComparer.Ordinal) { [Reasons] = reasons };
        return Task.FromResult(reasons.Count == 0
            ? HealthCheckResult.Healthy("The settings are in force.", data)
            : new HealthCheckResult(context.Registration.FailureStatus, string.Join(Environment.NewLine, reasons), data: data));
    }
}
