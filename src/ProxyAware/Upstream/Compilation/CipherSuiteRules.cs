using System.Net.Security;
using System.Security.Authentication;

namespace ProxyAware.Upstream.Compilation;

/// <summary>What the IANA name of a cipher suite tells about it: TLS_&lt;who is authenticated, and how keys are agreed&gt;_WITH_&lt;encryption&gt;; those of TLS 1.3 name the encryption alone.</summary>
internal static class CipherSuiteRules
{
    private const string With = "_WITH_";

    private static readonly string[] NoCertificate = ["_PSK", "_KRB5", "_SRP", "_ECCPWD"];

    private static readonly string[] Broken = ["RC4_", "RC2_", "DES_", "DES40_"];

    /// <summary>The one protocol that has the suite.</summary>
    public static SslProtocols ProtocolOf(TlsCipherSuite suite) => NamesExchange(suite.ToString()) ? SslProtocols.Tls12 : SslProtocols.Tls13;

    /// <summary>Why no upstream may use the suite; <see langword="null"/> if it may.</summary>
    public static string? Problem(TlsCipherSuite suite)
    {
        var name = suite.ToString();
        var with = name.IndexOf(With, StringComparison.Ordinal);
        if (with < 0)
        {
            return null;
        }

        var exchange = name[..with];
        var encryption = name[(with + With.Length)..];
        return encryption.StartsWith("NULL_", StringComparison.Ordinal) ? "it encrypts nothing"
            : exchange.EndsWith("_anon", StringComparison.Ordinal) || exchange.Contains("_anon_", StringComparison.Ordinal) ? "with it the server shows no certificate, so anybody may be the server"
            : exchange.Contains("_EXPORT", StringComparison.Ordinal) || Array.Exists(Broken, b => encryption.StartsWith(b, StringComparison.Ordinal)) ? "its encryption is broken"
            : Array.Exists(NoCertificate, n => exchange.Contains(n, StringComparison.Ordinal)) ? "with it the server is recognized by a shared secret, and none can be configured"
            : null;
    }

    private static bool NamesExchange(string name) => name.Contains(With, StringComparison.Ordinal);
}
