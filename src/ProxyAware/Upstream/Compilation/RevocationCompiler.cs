using ProxyAware.Diagnostics;
using ProxyAware.Upstream.Revocation;

namespace ProxyAware.Upstream.Compilation;

/// <summary>Compiles the revocation lists.</summary>
internal sealed class RevocationCompiler(UpstreamTlsOptions options, UpstreamProblems problems, UpstreamFiles files)
{
    private const string Fix = "give a PEM or DER file that holds a certificate revocation list ('openssl crl -in list.crl -noout -text' shows one)";

    public RevocationFileSet? Compile()
    {
        var contents = new List<ReadOnlyMemory<byte>>();
        foreach (var file in options.CertificateRevocationListFiles)
        {
            if (files.Read(file, out var error) is not { } bytes)
            {
                problems.Add(Codes.BadRevocationList, nameof(options.CertificateRevocationListFiles), file, error, Fix);
            }
            else if (!RevocationFileSet.TryParse([bytes], out _, out var reason))
            {
                problems.Add(Codes.BadRevocationList, nameof(options.CertificateRevocationListFiles), file, reason ?? "it holds no list", Fix);
            }
            else
            {
                contents.Add(bytes);
            }
        }

        return contents.Count > 0 && RevocationFileSet.TryParse(contents, out var set, out _) ? set : null;
    }
}
