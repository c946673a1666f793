using System.Security.Cryptography;
using System.Text;
using Microsoft.Extensions.Primitives;
using Microsoft.Net.Http.Headers;

namespace ProxyAware.UrlRoots;

/// <summary>
/// The entity tag of a rewritten page: that of the file, marked with the root, so that a page cached under one root is never taken
/// for the page under another (RFC 9110, section 8.8.3).
/// </summary>
internal readonly struct BaseHrefTag(PathString pathBase)
{
    private readonly string _mark = "-" + Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(pathBase.Value ?? "")).AsSpan(0, 6));

    /// <summary>Marks a tag.</summary>
    public string Add(string tag) => tag.EndsWith('"') ? tag[..^1] + _mark + "\"" : tag;

    /// <summary>The tags of <c>If-None-Match</c> as the file knows them.</summary>
    public StringValues RemoveFrom(StringValues tags)
    {
        var mark = _mark + "\"";
        return tags.ToString().Replace(mark, "\"", StringComparison.Ordinal);
    }

    /// <summary>Whether the client holds the page as it would be rewritten now.</summary>
    public bool IsHeld(StringValues ifNoneMatch, StringValues etag) =>
        EntityTagHeaderValue.TryParse(Add(etag.ToString()), out var current)
        && EntityTagHeaderValue.TryParseList(ifNoneMatch, out var held)
        && held.Any(h => h.Compare(current, useStrongComparison: false));
}
