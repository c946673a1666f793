using System.Net.Sockets;
using System.Security.Authentication;
using ProxyAware.Diagnostics;
using ProxyAware.Upstream.Validation;

namespace ProxyAware.Upstream.Handshake;

/// <summary>Explains handshakes that ended before there was a certificate to judge.</summary>
internal static class HandshakeFailures
{
    private const byte AlertRecord = 0x15;
    private const byte HandshakeRecord = 0x16;

    public static UpstreamFailure Explain(Exception exception, TappedNetworkStream tap, UpstreamPolicy policy, PeerTarget target, ClientCertificateRequest request)
    {
        var sni = target.SentName.Length == 0 ? "no name" : $"the name '{target.SentName}'";
        if (tap.Head is [not (AlertRecord or HandshakeRecord), ..])
        {
            return NotTls(tap.Head, target);
        }

        return TlsAlerts.Find(tap.Head, exception) switch
        {
            { } alert when TlsAlerts.IsAboutCertificate(alert) => request.Failure($"The server answered with the alert {alert}"),
            TlsAlert.HandshakeFailure when request.AskedInVain => request.Failure("The server refused the handshake"),
            TlsAlert.ProtocolVersion => new(
                UpstreamTlsReason.ProtocolVersion, $"the server speaks none of the offered protocols ({Protocols(policy)})", "Enable TLS 1.2 or 1.3 on the server, or check Protocols"),
            TlsAlert.UnrecognizedName => new(
                UpstreamTlsReason.UnrecognizedName, $"the server does not know {sni}, which was sent to it", "Set ServerName to a name that the server is configured for, or \"SendServerName\": false"),
            { } alert => new(
                UpstreamTlsReason.HandshakeRefused,
                $"the server refused the handshake with the alert {alert}; offered were {Protocols(policy)}{(policy.CipherSuites is null ? "" : " with the configured CipherSuites")}, sent was {sni}, client certificate: {request.Sent}",
                alert == TlsAlert.NoApplicationProtocol ? "Ask for HTTP/1.1, or enable HTTP/2 on the server" : "Compare protocols, cipher suites and the name with the configuration of the server"),
            null when tap.Ended || IsReset(exception) => new(
                UpstreamTlsReason.ConnectionClosed,
                tap.Head.IsEmpty
                    ? $"the server closed the connection in answer to the first message of the handshake; sent was {sni}"
                    : "the server closed the connection in the middle of the handshake",
                "Check that this is the right port, that the server knows the name, and that no load balancer in between is without a backend"),
            null => new(
                UpstreamTlsReason.HandshakeRefused, $"the handshake failed: {SafeText.Quote(Innermost(exception).Message)}; offered were {Protocols(policy)}, sent was {sni}, client certificate: {request.Sent}",
                "Compare protocols, cipher suites and the name with the configuration of the server"),
        };
    }

    public static UpstreamFailure TimedOut(UpstreamPolicy policy, TappedNetworkStream? tap) => new(
        UpstreamTlsReason.HandshakeTimeout,
        tap is null
            ? $"no TCP connection within {policy.HandshakeTimeout.TotalSeconds:0.###} s"
            : tap.Head.IsEmpty
                ? $"the server accepted the connection and said nothing within {policy.HandshakeTimeout.TotalSeconds:0.###} s"
                : $"the handshake was not finished within {policy.HandshakeTimeout.TotalSeconds:0.###} s",
        tap is null ? "Check the address, the port and the firewall" : "Check that the port speaks TLS and that the server is not overloaded; HandshakeTimeout allows more time");

    public static bool IsHandshakeError(Exception exception) => exception is AuthenticationException or IOException or SocketException or InvalidOperationException;

    private static UpstreamFailure NotTls(ReadOnlySpan<byte> head, PeerTarget target) => new(
        UpstreamTlsReason.NotTls,
        head.StartsWith("HTTP/"u8) ? "the server answers in plain HTTP on this port" : "the server does not speak TLS on this port",
        $"Use the TLS port of the server. If {target.Endpoint} is meant to be plain HTTP, call http://{target.Endpoint} with a client without upstream TLS");

    private static string Protocols(UpstreamPolicy policy) => policy.Protocols.ToString();

    private static bool IsReset(Exception exception) => Innermost(exception)
        is SocketException { SocketErrorCode: SocketError.ConnectionReset or SocketError.ConnectionAborted or SocketError.Shutdown };

    private static Exception Innermost(Exception exception) => exception.GetBaseException();
}
