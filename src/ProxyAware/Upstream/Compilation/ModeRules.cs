using ProxyAware.Configuration;
using ProxyAware.Diagnostics;

namespace ProxyAware.Upstream.Compilation;

/// <summary>Which options go with which mode. An option that the mode would ignore is an error: somebody relies on it.</summary>
internal sealed class ModeRules(UpstreamTlsOptions options, UpstreamProblems problems, UpstreamScope scope)
{
    private bool HasTrusted => !string.IsNullOrWhiteSpace(options.TrustedCertificateFile) || options.TrustedCertificates.Count > 0;

    private bool HasPins => options.Pins.Count > 0 || options.CertificatePins.Count > 0;

    public UpstreamVerification Check()
    {
        CheckDefined(nameof(options.RevocationScope), options.RevocationScope);
        CheckDefined<UpstreamRevocationMode>(nameof(options.RevocationMode), options.RevocationMode);
        var mode = options.Verification ?? (HasTrusted ? UpstreamVerification.CustomCa : UpstreamVerification.System);
        if (!Enum.IsDefined(mode))
        {
            problems.Add(Codes.ContradictingUpstreamOptions, nameof(options.Verification), mode.ToString(), "there is no such mode", $"use one of {string.Join(", ", Enum.GetNames<UpstreamVerification>())}");
            return mode;
        }

        CheckMissing(mode);
        CheckIgnored(mode);
        CheckClientCertificate();
        if (mode == UpstreamVerification.DangerousNone)
        {
            CheckDangerous();
        }

        return mode;
    }

    private void CheckDefined<T>(string option, T? value)
        where T : struct, Enum
    {
        if (DefinedName.Problem($"{scope.KeyPrefix}:{option}", value) is { } problem)
        {
            problems.Problems.Add(problem);
        }
    }

    private void CheckMissing(UpstreamVerification mode)
    {
        if (mode == UpstreamVerification.CustomCa && !HasTrusted)
        {
            Contradiction(nameof(options.Verification), "CustomCa needs the authorities that are trusted", "set TrustedCertificateFile");
        }
        else if (mode == UpstreamVerification.PinOnly && !HasPins)
        {
            Contradiction(nameof(options.Verification), "PinOnly needs pins", "set Pins; a connection that is refused names the pin it saw");
        }
        else if (mode == UpstreamVerification.TrustOnFirstUse && string.IsNullOrWhiteSpace(options.PinStoreFile))
        {
            Contradiction(nameof(options.Verification), "TrustOnFirstUse needs a file that keeps what was seen", "set PinStoreFile");
        }
    }

    private void CheckIgnored(UpstreamVerification mode)
    {
        var authorities = mode is UpstreamVerification.System or UpstreamVerification.CustomCa;
        Ignored(mode, mode != UpstreamVerification.CustomCa && !string.IsNullOrWhiteSpace(options.TrustedCertificateFile), nameof(options.TrustedCertificateFile));
        Ignored(mode, mode != UpstreamVerification.CustomCa && options.TrustedCertificates.Count > 0, nameof(options.TrustedCertificates));
        Ignored(mode, !authorities && options.MaxIntermediateCertificates is not null, nameof(options.MaxIntermediateCertificates));
        Ignored(mode, !authorities && options.CertificateRevocationListFiles.Count > 0, nameof(options.CertificateRevocationListFiles));
        Ignored(mode, !authorities && options.RevocationScope is not null, nameof(options.RevocationScope));
        Ignored(mode, !authorities && options.RevocationMode == UpstreamRevocationMode.Online, nameof(options.RevocationMode));
        Ignored(mode, !authorities && options.AllowWeakCertificates, nameof(options.AllowWeakCertificates));
        Ignored(mode, mode == UpstreamVerification.DangerousNone && options.VerifyName is not null, nameof(options.VerifyName));
        Ignored(mode, mode is UpstreamVerification.TrustOnFirstUse or UpstreamVerification.DangerousNone && options.Pins.Count > 0, nameof(options.Pins));
        Ignored(mode, mode is UpstreamVerification.TrustOnFirstUse or UpstreamVerification.DangerousNone && options.CertificatePins.Count > 0, nameof(options.CertificatePins));
        Ignored(mode, mode != UpstreamVerification.TrustOnFirstUse && !string.IsNullOrWhiteSpace(options.PinStoreFile), nameof(options.PinStoreFile));

        if (authorities && options.RevocationScope is not null && options.CertificateRevocationListFiles.Count == 0 && options.RevocationMode == UpstreamRevocationMode.Local)
        {
            Contradiction(nameof(options.RevocationScope), "nothing says where revocation is looked up", "set CertificateRevocationListFiles, or remove it");
        }

        if (!authorities && options.AllowSessionResumption == true)
        {
            problems.Notice(Codes.NeverResumes, $"sessions are never resumed with {mode}, although AllowSessionResumption is true");
        }

        if (options.MaxIntermediateCertificates < 0)
        {
            problems.Add(Codes.BadDepth, nameof(options.MaxIntermediateCertificates), $"{options.MaxIntermediateCertificates}", "it is negative", "write 0, 1, 2 ..., or leave it out for no limit");
        }
    }

    private void CheckClientCertificate()
    {
        if (!string.IsNullOrWhiteSpace(options.ClientCertificateFile))
        {
            return;
        }

        if (!string.IsNullOrWhiteSpace(options.ClientCertificateKeyFile))
        {
            Contradiction(nameof(options.ClientCertificateKeyFile), "there is a key without a certificate", "set ClientCertificateFile as well");
        }

        if (!string.IsNullOrWhiteSpace(options.ClientCertificateKeyPasswordFile))
        {
            Contradiction(nameof(options.ClientCertificateKeyPasswordFile), "there is a password without a certificate", "set ClientCertificateFile as well");
        }
    }

    private void CheckDangerous()
    {
        if (!scope.IsDevelopment && !options.AllowDangerousVerificationInProduction)
        {
            problems.Add(
                Codes.DangerousVerification, nameof(options.Verification), nameof(UpstreamVerification.DangerousNone),
                "it switches verification off, and this is not the environment Development",
                "use PinOnly with the key of the server, or set \"AllowDangerousVerificationInProduction\": true to say that everybody on the way may read and change everything");
        }
        else
        {
            problems.Warn(Codes.VerificationOff, "the server is NOT VERIFIED (DangerousNone): everybody on the way can read and change everything. PinOnly with its key costs nothing more");
        }
    }

    private void Ignored(UpstreamVerification mode, bool isSet, string option)
    {
        if (isSet)
        {
            Contradiction(option, $"it has no effect with Verification {mode}", mode switch
            {
                UpstreamVerification.System when option.StartsWith("Trusted", StringComparison.Ordinal) => "remove Verification, or set it to CustomCa",
                _ => "remove it, or choose the Verification it belongs to",
            });
        }
    }

    private void Contradiction(string option, string reason, string fix) => problems.Add(Codes.ContradictingUpstreamOptions, option, null, reason, fix);
}
