using System.Net.Security;
using System.Net.Sockets;
using System.Security.Authentication;
using System.Security.Cryptography.X509Certificates;
using ProxyAware.Samples.Edge;

namespace ProxyAware.Samples.Commands;

/// <summary>
/// What a server shows to anybody who asks: protocol, chain and pins. It is looked at with a handshake of its own, which believes nothing, sends nothing,
/// and has no part in the verdict.
/// </summary>
internal static class ServerView
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(10);

    public static async Task PrintAsync(Uri url)
    {
        var chain = new List<X509Certificate2>();
        using var end = new CancellationTokenSource(Patience);
        try
        {
            using var client = new TcpClient();
            await client.ConnectAsync(url.IdnHost, url.Port, end.Token);
            await using var stream = new SslStream(client.GetStream());
            var options = new SslClientAuthenticationOptions
            {
                TargetHost = url.IdnHost,
                CertificateChainPolicy = new() { RevocationMode = X509RevocationMode.NoCheck, DisableCertificateDownloads = true },
                RemoteCertificateValidationCallback = (_, certificate, built, _) => Keep(chain, certificate, built),
            };
            await stream.AuthenticateAsClientAsync(options, end.Token);
            Console.WriteLine($"protocol: {stream.SslProtocol}, {stream.NegotiatedCipherSuite}");
        }
        catch (Exception exception) when (exception is SocketException or IOException or AuthenticationException or OperationCanceledException)
        {
            Console.WriteLine($"protocol: none; {exception.Message}");
        }

        foreach (var certificate in chain)
        {
            Console.WriteLine($"chain:    {certificate.Subject}, {certificate.NotBefore.ToUniversalTime():yyyy-MM-dd} to {certificate.NotAfter.ToUniversalTime():yyyy-MM-dd}");
            Console.WriteLine($"pin:      {SelfSigned.PinOf(certificate)}");
            certificate.Dispose();
        }
    }

    private static bool Keep(List<X509Certificate2> chain, X509Certificate? certificate, X509Chain? built)
    {
        var shown = built?.ChainElements.Select(e => e.Certificate) ?? (certificate is X509Certificate2 leaf ? [leaf] : []);
        chain.AddRange(shown.Select(c => X509CertificateLoader.LoadCertificate(c.RawData)));
        return true;
    }
}
