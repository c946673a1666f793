using Microsoft.Extensions.Diagnostics.HealthChecks;
using ProxyAware.Configuration;
using ProxyAware.Https;

namespace ProxyAware.Diagnostics.Health;

/// <summary>Whether the settings as they stand now are in force, and whether clear text is served without anybody having said so.</summary>
internal sealed class ProxyAwareHealthCheck(PolicyHolder policies, ServerListeners listeners) : IHealthCheck
{
    public Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken = default)
    {
        var reasons = new List<string>();
        if (policies.Failure is { } failure)
        {
            reasons.Add($"{Codes.ReloadFailed}: since {failure.Since:u} the changed configuration cannot be used; the last good one is in force. {failure.Text}");
        }

        if (policies.Current.Transport is { AllowUnencrypted: null } transport && !transport.Refuses(listeners))
        {
            reasons.Add($"{Codes.ClearTextServed}: clear text is served, because nothing says that https exists");
        }

        return Task.FromResult(reasons.Count == 0
            ? HealthCheckResult.Healthy("The settings are in force.")
            : new HealthCheckResult(context.Registration.FailureStatus, string.Join(Environment.NewLine, reasons)));
    }
}
