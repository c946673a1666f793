using System.Diagnostics.Metrics;

namespace ProxyAware.Diagnostics;

/// <summary>Counts changes of configuration and files, those that are in force and those that cannot be used.</summary>
internal sealed class ReloadMetrics(IMeterFactory meters)
{
    public const string Configuration = "configuration";
    public const string TrustFile = "trust_file";
    public const string Upstream = "upstream";

    // Everybody who asks for this instrument of this meter gets the same.
    private readonly Counter<long> _reloads = meters.Create(ProxyAwareMeters.Name).CreateCounter<long>(
        "proxyaware.reloads", "{reload}", "Changes of configuration and files, applied or refused; after a refused one the last good state stays in force.");

    public void Reloaded(string kind, bool applied)
    {
        if (_reloads.Enabled)
        {
            _reloads.Add(1, new("kind", kind), new("result", applied ? "applied" : "refused"));
        }
    }
}
