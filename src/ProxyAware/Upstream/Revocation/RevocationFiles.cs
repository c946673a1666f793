using System.Diagnostics.CodeAnalysis;
using System.Security.Cryptography;
using System.Text;

namespace ProxyAware.Upstream.Revocation;

/// <summary>Reads revocation lists from files, PEM (any number in a file) or DER. A file without a list, or with a broken one, is an error.</summary>
internal static class RevocationFiles
{
    private const string Label = "X509 CRL";
    private const string Begin = "-----BEGIN " + Label + "-----";

    private static ReadOnlySpan<byte> ByteOrderMark => [0xEF, 0xBB, 0xBF];

    public static bool TryParse(
        IReadOnlyList<(string Name, byte[] Content)> files,
        [NotNullWhen(true)] out RevocationSet? set,
        [NotNullWhen(false)] out string? reason)
    {
        var lists = new List<CertificateRevocationList>();
        set = null;
        foreach (var (name, content) in files)
        {
            if (!TryFind(content, out var found, out var problem))
            {
                reason = $"the file '{name}' {problem}";
                return false;
            }

            foreach (var der in found)
            {
                if (!CertificateRevocationList.TryParse(der, out var list, out problem))
                {
                    reason = found.Count == 1
                        ? $"the revocation list in '{name}' cannot be used: {problem}"
                        : $"revocation list {found.IndexOf(der) + 1} of {found.Count} in '{name}' cannot be used: {problem}";
                    return false;
                }

                lists.Add(list);
            }
        }

        set = new RevocationSet(lists);
        reason = null;
        return true;
    }

    private static bool TryFind(byte[] content, out List<byte[]> found, [NotNullWhen(false)] out string? problem)
    {
        found = [];
        var text = Encoding.Latin1.GetString(content.AsSpan().StartsWith(ByteOrderMark) ? content.AsSpan(ByteOrderMark.Length) : content).AsSpan();
        if (content.Length > 0 && content[0] == 0x30 && !text.Contains(Begin, StringComparison.Ordinal))
        {
            found.Add(content);
            problem = null;
            return true;
        }

        // The framework passes over blocks that are broken, so the beginnings are counted too.
        var expected = text.Count(Begin);
        var hasOther = false;
        while (PemEncoding.TryFind(text, out var block))
        {
            if (text[block.Label] is Label)
            {
                found.Add(Convert.FromBase64String(text[block.Base64Data].ToString()));
            }
            else
            {
                hasOther = true;
            }

            text = text[block.Location.End..];
        }

        problem = (found.Count, expected) switch
        {
            var (count, begun) when count != begun => "has a revocation list that is cut off or damaged",
            (0, _) when content.Length == 0 => "is empty",
            (0, _) when hasOther => $"holds PEM, and no revocation list ({Begin})",
            (0, _) => "holds no revocation list, neither in PEM nor in DER",
            _ => null,
        };
        return problem is null;
    }
}
