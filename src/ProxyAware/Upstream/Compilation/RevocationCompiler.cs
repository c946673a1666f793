using ProxyAware.Diagnostics;
using ProxyAware.Upstream.Revocation;

namespace ProxyAware.Upstream.Compilation;

/// <summary>Compiles the revocation lists.</summary>
internal sealed class RevocationCompiler(UpstreamTlsOptions options, UpstreamProblems problems, UpstreamFiles files)
{
    private const string Fix = "give a PEM or DER file that holds a certificate revocation list ('openssl crl -in list.crl -noout -text' shows one)";

    public RevocationSet? Compile()
    {
        var contents = new List<(string Name, byte[] Content)>();
        foreach (var file in options.CertificateRevocationListFiles)
        {
            if (files.Read(file, out var error) is not { } bytes)
            {
                problems.Add(Codes.BadRevocationList, nameof(options.CertificateRevocationListFiles), file, error, Fix);
            }
            else if (!RevocationFiles.TryParse([(file, bytes)], out _, out var reason))
            {
                problems.Add(Codes.BadRevocationList, nameof(options.CertificateRevocationListFiles), file, reason, Fix);
            }
            else
            {
                contents.Add((file, bytes));
            }
        }

        return contents.Count > 0 && RevocationFiles.TryParse(contents, out var set, out _) ? set : null;
    }
}
