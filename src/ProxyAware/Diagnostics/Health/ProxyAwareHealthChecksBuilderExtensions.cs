using Microsoft.Extensions.Diagnostics.HealthChecks;
using ProxyAware.Diagnostics.Health;

namespace Microsoft.Extensions.DependencyInjection;

/// <summary>Adds ProxyAware to the health checks of an app.</summary>
public static class ProxyAwareHealthChecksBuilderExtensions
{
    /// <summary>
    /// Adds a check that is degraded while a changed configuration cannot be used, while clear text is served without the settings having said so, and while an upstream has a changed
    /// setting or file that cannot be used, a pin store that cannot be used, or a certificate, pin or revocation list that has ended or does so within 30 days.
    /// </summary>
    /// <param name="builder">The health checks.</param>
    /// <param name="name">The name of the check.</param>
    /// <param name="failureStatus">What is reported while something is wrong. The default is <see cref="HealthStatus.Degraded"/>: the app serves requests nevertheless.</param>
    /// <param name="tags">Tags to filter by.</param>
    /// <returns>The same builder.</returns>
    /// <remarks>
    /// Its description names settings and files. Do not show it to everybody. The data of its result holds under <c>reasons</c> a list of texts, each with its code in front. Nothing that
    /// clients send changes it; certificates of servers count where the settings name whose they must be (<c>ServerName</c>, pins or authorities of your own).
    /// </remarks>
    /// <exception cref="ArgumentNullException"><paramref name="builder"/> or <paramref name="name"/> is <see langword="null"/>.</exception>
    public static IHealthChecksBuilder AddProxyAware(this IHealthChecksBuilder builder, string name = "proxyaware", HealthStatus? failureStatus = null, IEnumerable<string>? tags = null)
    {
        ArgumentNullException.ThrowIfNull(builder);
        ArgumentNullException.ThrowIfNull(name);
        return builder.Add(new HealthCheckRegistration(
            name, services => ActivatorUtilities.GetServiceOrCreateInstance<ProxyAwareHealthCheck>(services), failureStatus ?? HealthStatus.Degraded, tags));
    }
}
