using System.Runtime.InteropServices;
using ProxyAware.Addresses;
using ProxyAware.Hosts;
using ProxyAware.Https;

namespace ProxyAware.Origins;

/// <summary>
/// A received <c>Origin</c>, taken apart: exactly <c>http(s)://host[:port]</c> (RFC 6454, section 6.2). Leniency is for what people configure; what a
/// browser sends has one form, and whatever has another did not come from one.
/// </summary>
[StructLayout(LayoutKind.Auto)]
internal readonly ref struct OriginText
{
    /// <summary>Longer than any scheme, host and port.</summary>
    public const int MaxLength = 280;

    private OriginText(bool isHttps, ReadOnlySpan<char> host, int port)
    {
        IsHttps = isHttps;
        Host = host;
        Port = port;
    }

    public bool IsHttps { get; }

    /// <summary>The host as it was received; IPv6 in brackets.</summary>
    public ReadOnlySpan<char> Host { get; }

    /// <summary>The port; the scheme's default where none was sent.</summary>
    public int Port { get; }

    public string Scheme => IsHttps ? SchemeParser.Https : SchemeParser.Http;

    public static bool TryParse(ReadOnlySpan<char> text, out OriginText origin)
    {
        origin = default;
        if (text.Length > MaxLength)
        {
            return false;
        }

        var isHttps = UrlText.IsHttps(text);
        if (!isHttps && !text.StartsWith("http://", StringComparison.OrdinalIgnoreCase))
        {
            return false;
        }

        // Browsers write ports without leading zeros.
        var authority = text[(isHttps ? 8 : 7)..];
        if (!HostParser.TryParse(authority, out var host, out var port) || authority[host.Length..] is [':', '0', ..])
        {
            return false;
        }

        origin = new(isHttps, host, port == 0 ? (isHttps ? 443 : 80) : port);
        return true;
    }

    /// <summary>Whether it is the origin of a scheme, host and port. IPv6 hosts are compared as addresses.</summary>
    public bool Is(string scheme, ReadOnlySpan<char> host, int port) => Port == port && Scheme == scheme && SameHost(Host, host);

    public static bool SameHost(ReadOnlySpan<char> left, ReadOnlySpan<char> right)
    {
        if (left is ['[', .. var leftLiteral, ']'] && right is ['[', .. var rightLiteral, ']'])
        {
            return AddressParser.TryParseLiteral(leftLiteral, out var leftAddress)
                && AddressParser.TryParseLiteral(rightLiteral, out var rightAddress)
                && leftAddress == rightAddress;
        }

        return left.Equals(right, StringComparison.OrdinalIgnoreCase);
    }
}
