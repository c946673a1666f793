using ProxyAware.Upstream.Pins;

namespace ProxyAware.Upstream.Validation;

/// <summary>A pin as it was configured.</summary>
internal sealed record ConfiguredPin(SpkiPin Pin, DateOnly? ExpiresOn, bool Backup)
{
    /// <summary>Whether it still counts. The day it expires on is its last.</summary>
    public bool Counts(DateOnly today) => ExpiresOn is null || today <= ExpiresOn;

    public string Describe(DateOnly today) => Counts(today) ? Pin.ToString() : $"{Pin} (expired on {ExpiresOn:yyyy-MM-dd})";
}
