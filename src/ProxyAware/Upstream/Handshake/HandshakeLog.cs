using System.Collections.Concurrent;
using ProxyAware.Diagnostics;
using ProxyAware.Upstream.Reporting;
using ProxyAware.Upstream.Validation;

namespace ProxyAware.Upstream.Handshake;

/// <summary>Says once per cause what happened to handshakes; repeats go to Debug. The number of causes that are remembered is bounded. Each is entered in the journal.</summary>
internal sealed class HandshakeLog(ILogger logger, HandshakeJournal journal)
{
    private const int Max = 256;

    private readonly ConcurrentDictionary<string, bool> _said = new(StringComparer.Ordinal);
    private readonly ConcurrentDictionary<string, UpstreamTlsException> _clientRefusals = new(StringComparer.OrdinalIgnoreCase);

    public HandshakeJournal Journal => journal;

    public void Refused(UpstreamTlsException exception)
    {
        journal.Refused(exception);
        if (IsFirst($"{exception.Reason} {exception.Endpoint}"))
        {
            Log.UpstreamRefused(logger, exception.Message);
        }
        else
        {
            Log.UpstreamRefusedAgain(logger, exception.Message);
        }
    }

    /// <summary>A server refused our certificate after the handshake.</summary>
    public void ClientRefused(UpstreamTlsException exception)
    {
        Refused(exception);
        if (_clientRefusals.Count < Max)
        {
            _clientRefusals[exception.Endpoint] = exception;
        }
    }

    /// <summary>The last such refusal of a server. If a new HTTP/2 connection ends before its first request is on it, the framework loses the reason.</summary>
    public UpstreamTlsException? TakeClientRefusal(string endpoint) => _clientRefusals.TryRemove(endpoint, out var exception) ? exception : null;

    public void Accepted(UpstreamPolicy policy, PeerTarget target, PeerVerdict verdict, CertificateSnapshot? certificate)
    {
        journal.Accepted(target.Endpoint, certificate);
        if (verdict.Match is { Backup: true } match && IsFirst($"backup {target.Endpoint} {match.Pin}"))
        {
            Log.Notice(logger, Codes.BackupPinUsed, $"Upstream '{policy.Name}' ({target.Endpoint}) now uses the key of the backup pin {match.Pin}: the key was rotated. Make it the pin, and add a new backup");
        }

        foreach (var warning in verdict.Warnings)
        {
            var text = $"Upstream '{policy.Name}' ({target.Endpoint}) is accepted by its key alone, but {warning}";
            if (IsFirst(text))
            {
                Log.Warning(logger, Codes.PinnedLeafNotValid, text);
            }
        }

        if (verdict.Learnt is { } learnt && IsFirst($"learnt {target.Endpoint} {learnt}"))
        {
            Log.Warning(logger, Codes.LearntOnFirstUse, $"Upstream '{policy.Name}': {learnt}");
        }
    }

    private bool IsFirst(string cause) => _said.Count < Max && _said.TryAdd(cause, true);
}
