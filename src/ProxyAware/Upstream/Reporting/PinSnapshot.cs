namespace ProxyAware.Upstream.Reporting;

/// <summary>A pin as it was configured. It is the hash of a public key, or of a certificate, and no secret.</summary>
/// <param name="Value">The pin, in the spelling of the configuration.</param>
/// <param name="ExpiresOn">The last day (UTC) on which it counts; <see langword="null"/> for no end.</param>
/// <param name="Backup">Whether it is marked as the key in reserve.</param>
/// <param name="Counts">Whether it counts now.</param>
internal sealed record PinSnapshot(string Value, DateOnly? ExpiresOn, bool Backup, bool Counts);
