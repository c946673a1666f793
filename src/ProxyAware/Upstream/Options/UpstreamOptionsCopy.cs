namespace ProxyAware.Upstream;

/// <summary>Copies options, so that changing them later changes nothing: they are compiled again when a file changes.</summary>
internal static class UpstreamOptionsCopy
{
    public static UpstreamTlsOptions Of(UpstreamTlsOptions options)
    {
        var copy = new UpstreamTlsOptions
        {
            Verification = options.Verification,
            TrustedCertificateFile = options.TrustedCertificateFile,
            TrustedCertificates = [.. options.TrustedCertificates],
            MaxIntermediateCertificates = options.MaxIntermediateCertificates,
            CertificateRevocationListFiles = [.. options.CertificateRevocationListFiles],
            RevocationScope = options.RevocationScope,
            RevocationMode = options.RevocationMode,
            ServerName = options.ServerName,
            VerifyName = options.VerifyName,
            SendServerName = options.SendServerName,
            ClientCertificateFile = options.ClientCertificateFile,
            ClientCertificateKeyFile = options.ClientCertificateKeyFile,
            ClientCertificateKeyPasswordFile = options.ClientCertificateKeyPasswordFile,
            Protocols = options.Protocols,
            CipherSuites = [.. options.CipherSuites],
            AllowSessionResumption = options.AllowSessionResumption,
            Pins = [.. options.Pins.Select(p => new UpstreamPin { Sha256 = p.Sha256, ExpiresOn = p.ExpiresOn, Backup = p.Backup, Comment = p.Comment })],
            CertificatePins = [.. options.CertificatePins],
            PinStoreFile = options.PinStoreFile,
            HandshakeTimeout = options.HandshakeTimeout,
            AllowWeakCertificates = options.AllowWeakCertificates,
            AllowDangerousVerificationInProduction = options.AllowDangerousVerificationInProduction,
            FollowSameOriginRedirects = options.FollowSameOriginRedirects,
        };
        foreach (var problem in options.ReadProblems)
        {
            copy.ReadProblems.Add(problem);
        }

        foreach (var notice in options.ReadNotices)
        {
            copy.ReadNotices.Add(notice);
        }

        return copy;
    }
}
