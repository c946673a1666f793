using System.Security.Cryptography;

namespace ProxyAware.Upstream.Certificates;

/// <summary>Finds out what a PEM text holds, before something with a less telling message fails on it.</summary>
internal static class PemText
{
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
}
