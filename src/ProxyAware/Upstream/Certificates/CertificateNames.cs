using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using ProxyAware.Addresses;
using ProxyAware.Diagnostics;

namespace ProxyAware.Upstream.Certificates;

/// <summary>The names that a certificate is for: those of its subjectAltName. The common name is none (RFC 9525).</summary>
internal static class CertificateNames
{
    /// <summary>The names as they are shown.</summary>
    public static IReadOnlyList<string> Offered(X509Certificate2 certificate) =>
        PeerText.Cap([.. Dns(certificate).Select(SafeText.Quote), .. Addresses(certificate).Select(a => a.ToString())]);

    /// <summary>Whether the certificate is for a host name or an address.</summary>
    public static bool Matches(X509Certificate2 certificate, string name) => AddressParser.TryParseLiteral(name, out var address)
        ? Addresses(certificate).Contains(address)
        : Dns(certificate).Any(pattern => MatchesPattern(pattern, name));

    /// <summary>A wildcard is the whole left-most label, stands for exactly one, and has at least two labels behind it.</summary>
    internal static bool MatchesPattern(ReadOnlySpan<char> pattern, ReadOnlySpan<char> name)
    {
        pattern = pattern.TrimEnd('.');
        name = name.TrimEnd('.');
        if (name.IsEmpty || pattern.IsEmpty)
        {
            return false;
        }

        if (!pattern.StartsWith("*."))
        {
            return !pattern.Contains('*') && pattern.Equals(name, StringComparison.OrdinalIgnoreCase);
        }

        var suffix = pattern[1..];
        var label = name.IndexOf('.');
        return !suffix.Contains('*')
            && suffix[1..].Contains('.')
            && label > 0
            && name[label..].Equals(suffix, StringComparison.OrdinalIgnoreCase);
    }

    private static List<string> Dns(X509Certificate2 certificate) => Read(certificate, extension => extension.EnumerateDnsNames().ToList());

    private static List<NetAddress> Addresses(X509Certificate2 certificate) => Read(certificate, extension =>
    {
        var found = new List<NetAddress>();
        foreach (var ip in extension.EnumerateIPAddresses())
        {
            if (NetAddress.TryFrom(ip, out var address))
            {
                found.Add(address);
            }
        }

        return found;
    });

    // What cannot be decoded names nothing.
    private static List<T> Read<T>(X509Certificate2 certificate, Func<X509SubjectAlternativeNameExtension, List<T>> read)
    {
        try
        {
            return certificate.Extensions.OfType<X509SubjectAlternativeNameExtension>().FirstOrDefault() is { } extension ? read(extension) : [];
        }
        catch (CryptographicException)
        {
            return [];
        }
    }
}
