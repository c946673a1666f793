using System.Runtime.InteropServices;
using Microsoft.Extensions.Primitives;

namespace ProxyAware.Forwarding;

/// <summary>What each header holds once it is cut to the element that was believed; null: nothing was. It lives on the stack.</summary>
[StructLayout(LayoutKind.Auto)]
internal struct AcceptedElements
{
    private const int MaxTextLength = 1024;

    public string? For;
    public string? Protocol;
    public string? Host;
    public string? Port;
    public string? Prefix;
    public string? Forwarded;

    /// <summary>
    /// The element as a string: the header's own where it is the whole of it, so that the usual case copies nothing. One that is longer than
    /// any honest one is dropped, whether or not it stands alone: what a request costs does not grow with its headers.
    /// </summary>
    public static string? TextOf(StringValues lines, ReadOnlySpan<char> element)
    {
        if (element.Length > MaxTextLength)
        {
            return null;
        }

        return lines.Count == 1 && lines[0] is { } line && line.Length == element.Length ? line : element.ToString();
    }
}
