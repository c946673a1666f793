using System.Collections.Concurrent;
using System.Diagnostics.CodeAnalysis;
using ProxyAware.Upstream.Pins;

namespace ProxyAware.Upstream.PinStore;

/// <summary>
/// Trust on first use, as ssh does it with known_hosts: the key of a backend is learnt at the first contact and expected from then on.
/// The file is read at each handshake, so that deleting a line forgets a backend at once. Whatever is wrong with the file closes the way.
/// </summary>
internal sealed class LearnedPinStore : IDisposable
{
    /// <summary>So many backends are remembered to tell a deleted line from a first contact; the file itself knows all.</summary>
    private const int MaxRemembered = 4096;

    private readonly PinStoreFile _file;
    private readonly TimeProvider _time;
    /// <summary>For drives that ignore the lock on the file: within the process one contact is the first.</summary>
    private readonly SemaphoreSlim _learning = new(1);

    private readonly ConcurrentDictionary<string, SpkiPin> _remembered = new(StringComparer.OrdinalIgnoreCase);

    /// <summary>A file that was missing at the start is created by the first contact. Once it was there it may not go.</summary>
    private volatile bool _wasThere;

    private LearnedPinStore(PinStoreFile file, TimeProvider time, bool wasThere)
    {
        _file = file;
        _time = time;
        _wasThere = wasThere;
    }

    /// <summary>Opens the store when the app starts; what could never work is found here.</summary>
    public static bool TryOpen(string fullPath, TimeProvider time, [NotNullWhen(true)] out LearnedPinStore? store, [NotNullWhen(false)] out string? reason)
    {
        var file = new PinStoreFile(fullPath, time);
        reason = PinStoreChecks.Refuse(fullPath);
        store = reason is null ? new LearnedPinStore(file, time, file.Exists) : null;
        return store is not null;
    }

    /// <summary>Compares a key with the one that was learnt, and learns it at the first contact.</summary>
    /// <param name="key">From <see cref="PinStoreKey"/>.</param>
    /// <param name="seen">The pin of the peer's key.</param>
    /// <param name="subject">The peer's name for itself, for people who read the file.</param>
    /// <param name="mayLearn">False where the handshake proves too little, as a resumed one does.</param>
    /// <param name="cancellationToken">Ends the waiting for the lock.</param>
    public async ValueTask<PinStoreVerdict> CheckAsync(string key, SpkiPin seen, string subject, bool mayLearn, CancellationToken cancellationToken)
    {
        if (!PinStoreKey.IsValid(key))
        {
            return new(PinStoreStatus.Unavailable, Reason: "the name of the backend cannot stand in a line of the store");
        }

        try
        {
            var verdict = await FindAsync(key, seen, cancellationToken).ConfigureAwait(false);
            if (verdict.Status == PinStoreStatus.Unknown && mayLearn)
            {
                await _learning.WaitAsync(cancellationToken).ConfigureAwait(false);
                try
                {
                    verdict = await LearnAsync(key, seen, subject, cancellationToken).ConfigureAwait(false);
                }
                finally
                {
                    _learning.Release();
                }
            }

            if (verdict.IsAccepted && (_remembered.Count < MaxRemembered || _remembered.ContainsKey(key)))
            {
                _remembered[key] = seen;
            }

            return verdict;
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException or NotSupportedException)
        {
            return new(PinStoreStatus.Unavailable, Reason: exception.Message);
        }
    }

    /// <summary>Why the file cannot be used as it is now, for people who look; a handshake looks for itself.</summary>
    public string? FindProblem()
    {
        if (!_file.Exists && _wasThere)
        {
            return "the file has gone";
        }

        return _file.FindProblem();
    }

    public void Dispose() => _learning.Dispose();

    private async ValueTask<PinStoreVerdict> FindAsync(string key, SpkiPin seen, CancellationToken cancellationToken)
    {
        if (!_wasThere && !_file.Exists)
        {
            return new(PinStoreStatus.Unknown);
        }

        using var stream = await _file.OpenAsync(write: false, create: false, cancellationToken).ConfigureAwait(false);
        _wasThere = true;
        return PinStoreContent.Find(await PinStoreFile.ReadAsync(stream, cancellationToken).ConfigureAwait(false), key, seen);
    }

    private async ValueTask<PinStoreVerdict> LearnAsync(string key, SpkiPin seen, string subject, CancellationToken cancellationToken)
    {
        using var stream = await _file.OpenAsync(write: true, create: !_wasThere, cancellationToken).ConfigureAwait(false);
        _wasThere = true;

        // Looked up again under the lock: somebody else may have learnt it meanwhile, and the first to write wins.
        var content = await PinStoreFile.ReadAsync(stream, cancellationToken).ConfigureAwait(false);
        var verdict = PinStoreContent.Find(content, key, seen);
        if (verdict.Status != PinStoreStatus.Unknown)
        {
            return verdict;
        }

        PinStoreFile.Append(stream, content, PinStoreLine.Write(key, seen, _time.GetUtcNow(), subject));
        return _remembered.TryGetValue(key, out var before)
            ? new(PinStoreStatus.LearnedAgain, before)
            : new(PinStoreStatus.Learned);
    }
}
