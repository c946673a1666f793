using System.Collections.Concurrent;
using ProxyAware.Diagnostics;
using ProxyAware.Upstream.Reporting;
using ProxyAware.Upstream.Validation;

namespace ProxyAware.Upstream.Handshake;

/// <summary>Says once per cause what happened to handshakes; repeats go to Debug. The number of causes that are remembered is bounded. Each is measured, and entered in the journal.</summary>
internal sealed class HandshakeLog(UpstreamState state)
{
    private const int Max = 256;

    private readonly ILogger _logger = state.Logger;
    private readonly ConcurrentDictionary<string, bool> _said = new(StringComparer.Ordinal);
    private readonly ConcurrentDictionary<string, (UpstreamTlsException Exception, long Number)> _clientRefusals = new(StringComparer.OrdinalIgnoreCase);
    private long _lastClientRefusal;

    public HandshakeJournal Journal => state.Journal;

    /// <summary>A handshake that ended in a refusal.</summary>
    /// <param name="exception">Why.</param>
    /// <param name="duration">From the beginning of the TCP connection.</param>
    public void Refused(UpstreamTlsException exception, TimeSpan duration)
    {
        state.Metrics?.HandshakeEnded(state.Name, accepted: false, duration);
        Refused(exception);
    }

    /// <summary>A connection that was refused after its handshake, or in it.</summary>
    public void Refused(UpstreamTlsException exception)
    {
        Journal.Refused(exception);
        Rejected(exception.Reason);
        if (IsFirst($"{exception.Reason} {exception.Endpoint}{(exception.MayPass ? " perhaps" : "")}"))
        {
            Log.UpstreamRefused(_logger, exception.Message);
        }
        else
        {
            Log.UpstreamRefusedAgain(_logger, exception.Message);
        }
    }

    /// <summary>A connection that was never tried: nothing is known of a server.</summary>
    public void Rejected(UpstreamTlsReason reason) => state.Metrics?.Rejected(state.Name, reason);

    /// <summary>The number of the last refusal of our certificate: what a request that begins now may have caused has a higher one.</summary>
    public long LastClientRefusal => Volatile.Read(ref _lastClientRefusal);

    /// <summary>A server refused our certificate after the handshake.</summary>
    public void ClientRefused(UpstreamTlsException exception)
    {
        Refused(exception);
        if (_clientRefusals.Count < Max || _clientRefusals.ContainsKey(exception.Endpoint))
        {
            _clientRefusals[exception.Endpoint] = (exception, Interlocked.Increment(ref _lastClientRefusal));
        }
    }

    /// <summary>
    /// The last such refusal of a server, unless it is older. If a new HTTP/2 connection ends before its first request is on it, the framework loses the reason.
    /// </summary>
    /// <param name="endpoint">The server.</param>
    /// <param name="after">What <see cref="LastClientRefusal"/> was when the request began.</param>
    public UpstreamTlsException? FindClientRefusal(string endpoint, long after) =>
        _clientRefusals.TryGetValue(endpoint, out var refusal) && refusal.Number > after ? refusal.Exception : null;

    /// <summary>A server sent the first bytes of an answer.</summary>
    public void Answered(UpstreamPolicy policy, PeerTarget target)
    {
        policy.Answering.Remember(target.Endpoint);
        Journal.Answered(target.Endpoint);
        _clientRefusals.TryRemove(target.Endpoint, out _);
    }

    public void Accepted(UpstreamPolicy policy, PeerTarget target, PeerVerdict verdict, CertificateSnapshot? certificate, TimeSpan duration)
    {
        state.Metrics?.HandshakeEnded(state.Name, accepted: true, duration);
        Journal.Accepted(target.Endpoint, certificate);
        if (verdict.Match is { Backup: true } match && IsFirst($"backup {target.Endpoint} {match.Pin}"))
        {
            Log.Notice(_logger, Codes.BackupPinUsed, $"Upstream '{policy.Name}' ({target.Endpoint}) now uses the key of the backup pin {match.Pin}: the key was rotated. Make it the pin, and add a new backup");
        }

        foreach (var warning in verdict.Warnings)
        {
            var text = $"Upstream '{policy.Name}' ({target.Endpoint}) is accepted by its key alone, but {warning}";
            if (IsFirst(text))
            {
                Log.Warning(_logger, Codes.PinnedLeafNotValid, text);
            }
        }

        if (verdict.Learnt is { } learnt && IsFirst($"learnt {target.Endpoint} {learnt}"))
        {
            Log.Warning(_logger, Codes.LearntOnFirstUse, $"Upstream '{policy.Name}': {learnt}");
        }
    }

    private bool IsFirst(string cause) => _said.Count < Max && _said.TryAdd(cause, true);
}
