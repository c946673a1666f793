namespace ProxyAware.Tests.Upstream.Support;

/// <summary>Pins and options that tests need here and there.</summary>
internal static class TestPin
{
    /// <summary>The pin of no key.</summary>
    public static string Unused { get; } = "sha256/" + Convert.ToBase64String(new byte[32]);

    public static string Of(Pki.TestCertificate certificate) => ProxyAware.Upstream.Pins.SpkiPin.Of(certificate.PublicOnly).ToString();

    public static UpstreamTlsOptions Nothing() => new() { Verification = UpstreamVerification.DangerousNone, AllowDangerousVerificationInProduction = true, ServerName = Pki.TestPki.ServerName };
}
