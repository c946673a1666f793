using System.Net.Security;
using System.Security.Cryptography.X509Certificates;
using ProxyAware.Upstream.Validation;

namespace ProxyAware.Upstream.Handlers;

/// <summary>Puts the verification into a handler: the connections it makes, and a net below for those it makes behind our back.</summary>
internal static class HandlerWiring
{
    public static void Wire(SocketsHttpHandler handler, UpstreamTls upstream)
    {
        handler.AllowAutoRedirect = false;
        handler.UseProxy = false;
        handler.ConnectCallback = (context, cancellationToken) => upstream.Connector.ConnectAsync(context, () => HandlerRules.Changed(handler), cancellationToken);
        handler.SslOptions = new()
        {
            RemoteCertificateValidationCallback = (sender, certificate, chain, errors) => Net(upstream, sender, certificate, chain, errors),
            CertificateChainPolicy = upstream.State.Current.ChainPolicy(upstream.State.Time.GetUtcNow()),
            EnabledSslProtocols = upstream.State.Current.Protocols,
            AllowTlsResume = false,
        };
    }

    // Tunnels and HTTP/3 do not come through the connection callback. The name that was sent is all that is known of the target here.
    private static bool Net(UpstreamTls upstream, object sender, X509Certificate? certificate, X509Chain? chain, SslPolicyErrors errors)
    {
        var policy = upstream.State.Current;
        if (sender is not SslStream stream)
        {
            throw Refused(upstream, "?", new(
                UpstreamTlsReason.Http3, "the connection is one of HTTP/3, whose handshake cannot be verified here", "Set the version of the request to 2.0 or 1.1"));
        }

        var host = stream.TargetHostName;
        var target = PeerTarget.Of(policy, host, port: 0) with { SentName = host };
        var now = upstream.State.Time.GetUtcNow();

        // The handler's own chain was built with the anchors and the time of the day it was set up.
        using var current = new X509Chain { ChainPolicy = policy.ChainPolicy(now) };
        current.ChainPolicy.ExtraStore.AddRange(chain?.ChainPolicy.ExtraStore ?? []);
        var leaf = certificate as X509Certificate2;
        errors &= ~SslPolicyErrors.RemoteCertificateChainErrors;
        errors |= leaf is not null && current.Build(leaf) ? SslPolicyErrors.None : SslPolicyErrors.RemoteCertificateChainErrors;
        var verdict = PeerValidator.Validate(policy, target, new(leaf, current, errors, MayLearn: false), now);
        return verdict switch
        {
            { Failure: { } failure } => throw Refused(upstream, target.Endpoint, failure),
            { IsAccepted: true } => true,
            _ => throw Refused(upstream, target.Endpoint, new(
                UpstreamTlsReason.HandlerChanged, "the connection was not made by the verification, which alone can look up keys seen on first use", "Leave ConnectCallback as it was set")),
        };
    }

    private static UpstreamTlsException Refused(UpstreamTls upstream, string endpoint, UpstreamFailure failure)
    {
        upstream.HandshakeLog.Rejected(failure.Reason);
        return new(upstream.Name, endpoint, failure);
    }
}
