using System.Security.Cryptography.X509Certificates;
using ProxyAware.Diagnostics;

namespace ProxyAware.Upstream.Reporting;

/// <summary>Keeps how the last handshake with each server ended. An app may connect to many servers through one upstream; those seen last are kept.</summary>
internal sealed class HandshakeJournal(TimeProvider time)
{
    public const int MaxPeers = 16;

    private readonly Lock _gate = new();
    private readonly Dictionary<string, PeerSnapshot> _peers = new(StringComparer.OrdinalIgnoreCase);

    /// <summary>The servers, the last one first.</summary>
    public IReadOnlyList<PeerSnapshot> Peers
    {
        get
        {
            lock (_gate)
            {
                return [.. _peers.Values.OrderByDescending(p => p.LastHandshake).ThenBy(p => p.Endpoint, StringComparer.Ordinal)];
            }
        }
    }

    /// <summary>Describes the certificate of a server, unless that was done before.</summary>
    public CertificateSnapshot? Describe(string endpoint, X509Certificate2 leaf)
    {
        CertificateSnapshot? known;
        lock (_gate)
        {
            known = _peers.GetValueOrDefault(endpoint)?.Certificate;
        }

        return CertificateDescriber.Describe(leaf, known);
    }

    public void Accepted(string endpoint, CertificateSnapshot? certificate)
    {
        var now = time.GetUtcNow();
        Update(endpoint, now, certificate, accepted: true, peer => (peer.Refusal is { AfterHandshake: true } ? peer : Cleared(peer)) with { LastAccepted = now });
    }

    /// <summary>A server has answered a request: it takes the client for what it is.</summary>
    public void Answered(string endpoint)
    {
        lock (_gate)
        {
            if (_peers.GetValueOrDefault(endpoint) is { Refusal.AfterHandshake: true } peer)
            {
                _peers[endpoint] = Cleared(peer);
            }
        }
    }

    public void Refused(UpstreamTlsException exception)
    {
        var now = time.GetUtcNow();
        var refusal = new RefusalSnapshot(exception.Code, exception.Reason.ToString(), exception.Message, exception.Remedy) { MayPass = exception.MayPass, AfterHandshake = exception.AfterHandshake };
        Update(exception.Endpoint, now, exception.Certificate, accepted: false, peer => peer with { Refusal = refusal, Refusals = peer.Refusals + 1, RefusedSince = peer.RefusedSince ?? now, LastRefused = now });
    }

    private static PeerSnapshot Cleared(PeerSnapshot peer) => peer with { Refusal = null, Refusals = 0, RefusedSince = null, LastRefused = null };

    private void Update(string endpoint, DateTimeOffset now, CertificateSnapshot? certificate, bool accepted, Func<PeerSnapshot, PeerSnapshot> change)
    {
        lock (_gate)
        {
            var known = _peers.GetValueOrDefault(endpoint);
            if (known is null && _peers.Count >= MaxPeers)
            {
                _peers.Remove(_peers.MinBy(p => p.Value.LastHandshake).Key);
            }

            var peer = known ?? new PeerSnapshot { Endpoint = SafeText.Quote(endpoint) };
            if (certificate is not null)
            {
                peer = peer with
                {
                    Certificate = certificate,
                    CertificateAccepted = accepted,
                    CertificateSince = peer.Certificate?.Sha256 == certificate.Sha256 ? peer.CertificateSince : now,
                };
            }

            _peers[endpoint] = change(peer) with { LastHandshake = now };
        }
    }
}
