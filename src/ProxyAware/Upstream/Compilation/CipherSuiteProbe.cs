using System.Net.Security;
using System.Runtime.Versioning;
using System.Security.Authentication;

namespace ProxyAware.Upstream.Compilation;

/// <summary>
/// Asks the TLS library of this machine whether it would offer cipher suites, by beginning a handshake with nobody. What a library has depends on its version and on the policy
/// of the system (OpenSSL 3 has no 3DES), and no call tells.
/// </summary>
internal static class CipherSuiteProbe
{
    private const byte HandshakeRecord = 0x16;

    /// <summary>Whether a handshake with these suites and this protocol would begin. Where that cannot be found out, yes: the handshakes themselves will tell.</summary>
    [SupportedOSPlatform("linux")]
    [SupportedOSPlatform("macos")]
    public static bool IsOffered(SslProtocols protocol, IEnumerable<TlsCipherSuite> suites)
    {
        using var nobody = new MemoryStream();
        using var stream = new SslStream(nobody);
        try
        {
            stream.AuthenticateAsClient(new SslClientAuthenticationOptions
            {
                TargetHost = "",
                EnabledSslProtocols = protocol,
                CipherSuitesPolicy = new CipherSuitesPolicy(suites),
                AllowTlsResume = false,
                CertificateChainPolicy = new() { DisableCertificateDownloads = true },
            });
        }
        catch (AuthenticationException)
        {
            // Nothing to begin with: no first message, at most an alert.
            return nobody.GetBuffer() is [HandshakeRecord, ..];
        }
        catch (Exception exception) when (exception is IOException or InvalidOperationException or NotSupportedException)
        {
            // The first message is written, and nobody answers.
        }

        return true;
    }
}
