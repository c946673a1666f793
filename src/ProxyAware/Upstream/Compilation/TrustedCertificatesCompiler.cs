using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using ProxyAware.Diagnostics;
using ProxyAware.Upstream.Certificates;

namespace ProxyAware.Upstream.Compilation;

/// <summary>Compiles the authorities. What the framework would take without a word, so that every handshake fails later, is an error here.</summary>
internal sealed class TrustedCertificatesCompiler(UpstreamTlsOptions options, UpstreamProblems problems, UpstreamFiles files, DateTimeOffset now)
{
    public List<X509Certificate2> Compile()
    {
        var all = new List<X509Certificate2>();
        var sound = true;
        if (options.TrustedCertificateFile is { Length: > 0 } file)
        {
            var text = files.ReadText(file, out var error);
            sound &= text is null ? Fail(nameof(options.TrustedCertificateFile), file, error) : Import(text, nameof(options.TrustedCertificateFile), file, all);
        }

        foreach (var pem in options.TrustedCertificates)
        {
            sound &= Import(pem, nameof(options.TrustedCertificates), value: null, all);
        }

        if (sound && all.Count > 0)
        {
            CheckAnchors(all);
        }

        return all;
    }

    private bool Import(string pem, string option, string? value, List<X509Certificate2> all)
    {
        if (PemText.HasBrokenCertificate(pem))
        {
            return Fail(option, value, "a certificate in it is cut off or damaged", "write it anew, with every certificate whole from BEGIN to END");
        }

        var labels = PemText.Labels(pem);
        if (!labels.Contains("CERTIFICATE", StringComparer.Ordinal))
        {
            var reason = labels.Any(l => l.EndsWith("PRIVATE KEY", StringComparison.Ordinal))
                ? "it holds a private key and no certificate"
                : "it holds no certificate in PEM form";
            return Fail(option, value, reason);
        }

        try
        {
            var imported = new X509Certificate2Collection();
            imported.ImportFromPem(pem);
            all.AddRange(imported);
            return true;
        }
        catch (CryptographicException exception)
        {
            return Fail(option, value, $"a certificate in it cannot be read: {exception.Message}");
        }
    }

    private void CheckAnchors(List<X509Certificate2> all)
    {
        var option = options.TrustedCertificateFile is { Length: > 0 } ? nameof(options.TrustedCertificateFile) : nameof(options.TrustedCertificates);
        var anchors = all.Where(c => c.SubjectName.RawData.AsSpan().SequenceEqual(c.IssuerName.RawData)).ToList();
        if (anchors.Count == 0)
        {
            problems.Add(
                Codes.BadTrustedCertificates, option, options.TrustedCertificateFile,
                $"it holds no self-issued certificate, so there is no anchor; the first one, {PeerText.Subject(all[0])}, was issued by {PeerText.Issuer(all[0])}",
                $"add the certificate of {PeerText.Issuer(all[0])} to it");
            return;
        }

        foreach (var anchor in anchors.Where(a => !Validity.Includes(a, now)))
        {
            problems.Warn(Codes.AnchorNotValid, $"the trusted certificate {PeerText.Subject(anchor)} is {PeerText.Dates(anchor)}, which is not now");
        }
    }

    private bool Fail(
        string option, string? value, string reason, string fix = "give a PEM file that holds the certificate of the authority ('openssl x509 -inform der -in ca.der -out ca.pem' converts one)")
    {
        problems.Add(Codes.BadTrustedCertificates, option, value, reason, fix);
        return false;
    }
}
