using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using ProxyAware.Upstream.Certificates;

namespace ProxyAware.Upstream.Revocation;

/// <summary>
/// The revocation lists in force. As with nginx's proxy_ssl_crl, a certificate without a valid list of its issuer does not pass: having no
/// news is not good news.
/// </summary>
internal sealed class RevocationSet(IReadOnlyList<CertificateRevocationList> lists)
{
    /// <summary>Longer chains are refused: each certificate costs an operation with a key.</summary>
    private const int MaxChain = 16;

    public IReadOnlyList<CertificateRevocationList> Lists => lists;

    /// <summary>Never throws, whatever the certificates hold.</summary>
    /// <param name="chainLeafFirst">The chain as it was built, with its root, which is trusted and so not looked up.</param>
    /// <param name="leafOnly">Whether only the leaf is looked up.</param>
    /// <param name="now">The time to judge the lists by.</param>
    public RevocationVerdict Check(IReadOnlyList<X509Certificate2> chainLeafFirst, bool leafOnly, DateTimeOffset now)
    {
        if (chainLeafFirst.Count is 0 or > MaxChain)
        {
            return new(RevocationStatus.UnusableChain, chainLeafFirst.Count == 0 ? null : chainLeafFirst[0]);
        }

        for (var i = 0; i < (leafOnly ? 1 : chainLeafFirst.Count); i++)
        {
            var certificate = chainLeafFirst[i];
            var isLast = i == chainLeafFirst.Count - 1;
            if (!CertificateFields.TryRead(certificate, out var fields) || (isLast && !fields.IsSelfIssued))
            {
                return new(RevocationStatus.UnusableChain, certificate);
            }

            if (!isLast && CheckOne(certificate, fields, chainLeafFirst[i + 1], now) is { IsGood: false } verdict)
            {
                return verdict;
            }
        }

        return new(RevocationStatus.Good);
    }

    private RevocationVerdict CheckOne(X509Certificate2 certificate, CertificateFields fields, X509Certificate2 issuer, DateTimeOffset now)
    {
        if (!CertificateFields.TryRead(issuer, out var issuerFields))
        {
            return new(RevocationStatus.UnusableChain, issuer);
        }

        // The name in the list is compared with the one of the certificate that signs it. Two issuers may share a name (a renewed key), so
        // that the signature, not the name, decides whose list it is.
        var named = lists.Where(list => list.Issuer.Span.SequenceEqual(issuerFields.Subject.Span)).ToList();
        if (named.Count == 0)
        {
            return new(RevocationStatus.NoList, certificate);
        }

        var signed = named.FindAll(list => list.IsSignedBy(issuer));
        if (signed.Count == 0)
        {
            return new(RevocationStatus.BadSignature, certificate);
        }

        return MaySignLists(issuer) ? Judge(certificate, fields, signed, now) : new(RevocationStatus.IssuerMayNotSignLists, certificate);
    }

    private static RevocationVerdict Judge(X509Certificate2 certificate, CertificateFields fields, List<CertificateRevocationList> signed, DateTimeOffset now)
    {
        // The newest list replaces the older ones: a certificate that was on hold comes back.
        var current = signed.FindAll(list => list.IsCurrent(now));
        if (current.Count > 0)
        {
            var newest = current.Max(list => list.ThisUpdate);
            var revoked = current.Exists(list => list.ThisUpdate == newest && list.Revokes(fields.SerialNumber));
            return new(revoked ? RevocationStatus.Revoked : RevocationStatus.Good, certificate);
        }

        if (signed.Exists(list => list.Revokes(fields.SerialNumber)))
        {
            return new(RevocationStatus.Revoked, certificate);
        }

        return signed.Exists(list => list.ThisUpdate <= now)
            ? new(RevocationStatus.Stale, certificate, signed.Where(list => list.ThisUpdate <= now).Max(list => list.NextUpdate))
            : new(RevocationStatus.NotYetValid, certificate, signed.Min(list => list.ThisUpdate));
    }

    private static bool MaySignLists(X509Certificate2 issuer)
    {
        try
        {
            return issuer.Extensions.OfType<X509KeyUsageExtension>().All(usage => usage.KeyUsages.HasFlag(X509KeyUsageFlags.CrlSign));
        }
        catch (CryptographicException)
        {
            return false; // An extension that cannot be read allows nothing.
        }
    }
}
