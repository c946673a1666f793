using ProxyAware.Diagnostics;
using ProxyAware.Upstream.Pins;
using ProxyAware.Upstream.Validation;

namespace ProxyAware.Upstream.Compilation;

/// <summary>Compiles the pins.</summary>
internal sealed class PinsCompiler(UpstreamTlsOptions options, UpstreamProblems problems, DateOnly today)
{
    public PinSet Compile()
    {
        var keys = new List<ConfiguredPin>();
        foreach (var pin in options.Pins)
        {
            if (SpkiPin.TryParse(pin.Sha256.Trim(), out var parsed, out var reason))
            {
                keys.Add(new(parsed, pin.ExpiresOn, pin.Backup));
            }
            else
            {
                problems.Add(Codes.BadPin, nameof(options.Pins), pin.Sha256, reason ?? "it is no pin", "write 'sha256/' and the 44 characters of the base64 hash of the key");
            }
        }

        var certificates = new List<CertificatePin>();
        foreach (var text in options.CertificatePins)
        {
            if (CertificatePin.TryParse(text.Trim(), out var parsed, out var reason))
            {
                certificates.Add(parsed);
            }
            else
            {
                problems.Add(
                    Codes.BadPin, nameof(options.CertificatePins), text, reason ?? "it is no hash of a certificate",
                    "write the 64 hex digits that 'openssl x509 -noout -fingerprint -sha256' prints");
            }
        }

        Check(keys, certificates);
        return new(keys, certificates);
    }

    private void Check(List<ConfiguredPin> keys, List<CertificatePin> certificates)
    {
        var live = keys.Count(k => k.Counts(today));
        if (keys.Count > 0 && live == 0 && certificates.Count == 0)
        {
            problems.Add(
                Codes.BadPin, nameof(options.Pins), null, "all pins have expired, and expired pins do not count: every connection would be refused",
                "add the pin of the present key; a refused connection names it");
            return;
        }

        foreach (var expired in keys.Where(k => !k.Counts(today)))
        {
            problems.Warn(Codes.PinExpires, $"the pin {expired.Describe(today)} no longer counts; remove it");
        }

        if (live + certificates.Count == 1)
        {
            problems.Warn(
                Codes.NoBackupPin, "there is one pin and no backup: when the server's key changes, every connection is refused until the configuration is changed. "
                + "Make the next key now and add its pin with \"Backup\": true");
        }
    }
}
