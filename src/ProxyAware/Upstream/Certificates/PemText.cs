using System.Security.Cryptography;

namespace ProxyAware.Upstream.Certificates;

/// <summary>Finds out what a PEM text holds, before something with a less telling message fails on it.</summary>
internal static class PemText
{
    private const string Begin = "-----BEGIN CERTIFICATE-----";
    private const string End = "-----END CERTIFICATE-----";

    /// <summary>
    /// Whether a certificate is cut off or damaged. The framework passes over such a block without a word. What begins or ends a certificate stands at the
    /// beginning of a line, so that comments may speak of it, and in no whole block; at the end of the text a part of it is enough.
    /// </summary>
    public static bool HasBrokenCertificate(string text)
    {
        var rest = text.AsSpan();
        while (PemEncoding.TryFind(rest, out var fields))
        {
            if (HasBoundary(rest[..fields.Location.Start]))
            {
                return true;
            }

            rest = rest[fields.Location.End..];
        }

        return HasBoundary(rest) || IsCutOff(rest);
    }

    /// <summary>The labels of all blocks, in their order.</summary>
    public static IReadOnlyList<string> Labels(string text)
    {
        var labels = new List<string>();
        var rest = text.AsSpan();
        while (PemEncoding.TryFind(rest, out var fields))
        {
            labels.Add(rest[fields.Label].ToString());
            rest = rest[fields.Location.End..];
        }

        return labels;
    }

    /// <summary>The content of the first block with a label.</summary>
    public static byte[]? Content(string text, string label)
    {
        var rest = text.AsSpan();
        while (PemEncoding.TryFind(rest, out var fields))
        {
            if (rest[fields.Label].SequenceEqual(label))
            {
                return Convert.FromBase64String(rest[fields.Base64Data].ToString());
            }

            rest = rest[fields.Location.End..];
        }

        return null;
    }

    private static bool HasBoundary(ReadOnlySpan<char> text)
    {
        foreach (var line in text.EnumerateLines())
        {
            var entry = line.TrimStart();
            if (entry.StartsWith(Begin, StringComparison.Ordinal) || entry.StartsWith(End, StringComparison.Ordinal))
            {
                return true;
            }
        }

        return false;
    }

    private static bool IsCutOff(ReadOnlySpan<char> text)
    {
        var last = text[(text.LastIndexOfAny('\r', '\n') + 1)..].TrimStart();
        return !last.IsEmpty && Begin.AsSpan().StartsWith(last, StringComparison.Ordinal);
    }
}
