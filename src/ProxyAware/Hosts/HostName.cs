using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using ProxyAware.Addresses;

namespace ProxyAware.Hosts;

/// <summary>
/// Brings hosts to the one form in which they are compared: lower case, punycode for international names, the canonical text of
/// an IPv6 address.
/// </summary>
internal static class HostName
{
    private static readonly IdnMapping Idn = new() { UseStd3AsciiRules = true };

    /// <summary>Canonicalizes a host that somebody configured; international names may be written as people read them.</summary>
    public static bool TryCanonicalize(string text, [NotNullWhen(true)] out string? host)
    {
        host = null;
        if (text.Any(c => c > 0x7F))
        {
            try
            {
                text = Idn.GetAscii(text);
            }
            catch (ArgumentException)
            {
                return false;
            }
        }

        if (!HostParser.IsHost(text))
        {
            return false;
        }

        host = Canonicalize(text);
        return true;
    }

    /// <summary>Canonicalizes a host that has passed <see cref="HostParser"/>. Names in lower case come back as they are.</summary>
    public static string Canonicalize(string host) =>
        host is ['[', .., ']'] && AddressParser.TryParseLiteral(host.AsSpan(1, host.Length - 2), out var address)
            ? address.IsIPv4 ? $"[::ffff:{address}]" : $"[{address}]"
            : host.ToLowerInvariant();

    /// <summary>Whether a grammatical host, without its port, names this machine: <c>localhost</c>, <c>*.localhost</c> (RFC 6761) or a loopback literal.</summary>
    public static bool IsLocal(ReadOnlySpan<char> host)
    {
        if (host is ['[', .. var literal, ']'])
        {
            return AddressParser.TryParseLiteral(literal, out var v6) && v6.IsLoopback;
        }

        return host.Equals("localhost", StringComparison.OrdinalIgnoreCase)
            || host.EndsWith(".localhost", StringComparison.OrdinalIgnoreCase)
            || (AddressParser.TryParseLiteral(host, out var v4) && v4.IsLoopback);
    }

    /// <summary>Whether a grammatical host is an address rather than a name. An attacker's DNS cannot rebind an address.</summary>
    public static bool IsLiteral(ReadOnlySpan<char> host) => host is ['[', ..] || AddressParser.TryParseQuad(host, out _);
}
