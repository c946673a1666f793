using System.Security.Authentication;
using ProxyAware.Configuration;
using ProxyAware.Diagnostics;
using ProxyAware.Trust;
using Key = ProxyAware.Configuration.OptionKey<ProxyAware.UpstreamTlsOptions>;

namespace ProxyAware.Upstream;

/// <summary>The table of the keys below the section of an upstream, but for the pins, which have a shape of their own.</summary>
internal static class UpstreamKeys
{
    /// <summary>The one key whose entries may be objects.</summary>
    public const string Pins = nameof(UpstreamTlsOptions.Pins);

    private static readonly UpstreamTlsOptions Defaults = new();

    public static IReadOnlyList<Key> All { get; } =
    [
        Key.Choice<UpstreamVerification>(nameof(UpstreamTlsOptions.Verification), (o, v) => o.Verification = v),
        Key.Text(nameof(UpstreamTlsOptions.TrustedCertificateFile), (o, v) => o.TrustedCertificateFile = v),
        new(nameof(UpstreamTlsOptions.TrustedCertificates), ReadPem),
        Key.Single<int>(
            nameof(UpstreamTlsOptions.MaxIntermediateCertificates), UpstreamValueText.TryCount, (o, found, v) => o.MaxIntermediateCertificates = found ? v : null,
            Codes.BadNumber, "it is no whole number", "write 0, 1, 2 ..., or leave it out for no limit"),
        Key.Items(nameof(UpstreamTlsOptions.CertificateRevocationListFiles), (o, v) => o.CertificateRevocationListFiles = v),
        Key.Choice<UpstreamRevocationScope>(nameof(UpstreamTlsOptions.RevocationScope), (o, v) => o.RevocationScope = v),
        Key.Choice<UpstreamRevocationMode>(nameof(UpstreamTlsOptions.RevocationMode), (o, v) => o.RevocationMode = v ?? Defaults.RevocationMode),
        Key.Text(nameof(UpstreamTlsOptions.ServerName), (o, v) => o.ServerName = v),
        Key.Text(nameof(UpstreamTlsOptions.VerifyName), (o, v) => o.VerifyName = v),
        Key.Boolean(nameof(UpstreamTlsOptions.SendServerName), (o, v) => o.SendServerName = v ?? Defaults.SendServerName),
        Key.Text(nameof(UpstreamTlsOptions.ClientCertificateFile), (o, v) => o.ClientCertificateFile = v),
        Key.Text(nameof(UpstreamTlsOptions.ClientCertificateKeyFile), (o, v) => o.ClientCertificateKeyFile = v),
        Key.Text(nameof(UpstreamTlsOptions.ClientCertificateKeyPasswordFile), (o, v) => o.ClientCertificateKeyPasswordFile = v),
        new(nameof(UpstreamTlsOptions.Protocols), ReadProtocols),
        Key.List(nameof(UpstreamTlsOptions.CipherSuites), (o, v) => o.CipherSuites = v),
        Key.Boolean(nameof(UpstreamTlsOptions.AllowSessionResumption), (o, v) => o.AllowSessionResumption = v),
        Key.List(nameof(UpstreamTlsOptions.CertificatePins), (o, v) => o.CertificatePins = v),
        Key.Text(nameof(UpstreamTlsOptions.PinStoreFile), (o, v) => o.PinStoreFile = v),
        Key.Single<TimeSpan>(
            nameof(UpstreamTlsOptions.HandshakeTimeout), UpstreamValueText.TryDuration, (o, found, v) => o.HandshakeTimeout = found ? v : Defaults.HandshakeTimeout,
            Codes.BadNumber, "it is no duration", "write hours, minutes and seconds such as '00:00:05', or '5s'"),
        Key.Boolean(nameof(UpstreamTlsOptions.AllowWeakCertificates), (o, v) => o.AllowWeakCertificates = v ?? Defaults.AllowWeakCertificates),
        Key.Boolean(
            nameof(UpstreamTlsOptions.AllowDangerousVerificationInProduction),
            (o, v) => o.AllowDangerousVerificationInProduction = v ?? Defaults.AllowDangerousVerificationInProduction),
        Key.Boolean(nameof(UpstreamTlsOptions.FollowSameOriginRedirects), (o, v) => o.FollowSameOriginRedirects = v ?? Defaults.FollowSameOriginRedirects),
    ];

    /// <summary>The names of all known keys.</summary>
    public static IReadOnlyList<string> Names { get; } = [.. All.Select(k => k.Name), Pins];

    // PEM text has line ends and blanks of its own: nothing is split.
    private static ConfigurationProblem? ReadPem(ConfiguredValue value, UpstreamTlsOptions options)
    {
        options.TrustedCertificates = [.. (value.List ?? [value.Text ?? ""]).Where(text => !string.IsNullOrWhiteSpace(text))];
        return null;
    }

    private static ConfigurationProblem? ReadProtocols(ConfiguredValue value, UpstreamTlsOptions options)
    {
        var protocols = SslProtocols.None;
        foreach (var name in value.List is null ? TokenList.Split(value.Text) : TokenList.Split(value.List))
        {
            if (!UpstreamValueText.TryProtocol(name, out var protocol))
            {
                return value.Problem(Codes.BadEnum, $"'{name}' is no protocol that may be offered", "write Tls12, Tls13 or both");
            }

            protocols |= protocol;
        }

        options.Protocols = protocols == SslProtocols.None ? Defaults.Protocols : protocols;
        return null;
    }
}
