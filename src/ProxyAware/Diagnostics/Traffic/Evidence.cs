namespace ProxyAware.Diagnostics.Traffic;

/// <summary>What was seen of one sign: counts, two connections and a few samples, however much there is to see.</summary>
internal sealed class Evidence
{
    private const int MaxSamples = 4;

    // Samples cost more than counting; what the first requests did not show, the next hundred thousand need not be asked.
    private const int MaxSampled = 16;

    private const int OverwhelmingOpposites = 500;

    private const int ManyRequests = 100;

    private const int CountOnlyMilliseconds = 1_000;

    private readonly Lock _gate = new();
    private readonly List<EvidenceSample> _samples = [];
    private long _for;
    private long _against;
    private string? _connection;
    private int _connections;
    private DateTimeOffset _first;
    private DateTimeOffset _last;
    private bool _said;
    private long _countOnlyUntil;

    /// <summary>Whether a sample is worth taking.</summary>
    public bool WantsSamples => Volatile.Read(ref _for) < MaxSampled;

    /// <summary>Counts a request that shows what many have shown within this second; how it looks adds nothing.</summary>
    /// <returns>Whether that was all there is to do.</returns>
    public bool TryCount()
    {
        if (Environment.TickCount64 >= Volatile.Read(ref _countOnlyUntil))
        {
            return false;
        }

        Interlocked.Increment(ref _for);
        return true;
    }

    /// <summary>Adds a request that shows the sign.</summary>
    /// <param name="connection">The id of its connection; null where there is none, and each request counts as one.</param>
    /// <param name="sample">What it shows.</param>
    /// <param name="contested">Whether the opposite has been seen.</param>
    /// <param name="now">The time.</param>
    /// <returns>Whether this is what makes it a finding, for the first time.</returns>
    public bool Add(string? connection, in EvidenceSample sample, bool contested, DateTimeOffset now)
    {
        lock (_gate)
        {
            if (IsExpired(now))
            {
                Forget();
            }

            if (Interlocked.Increment(ref _for) == 1)
            {
                _first = now;
            }

            _last = now;
            if (_connections < EvidenceThresholds.Connections && (_connections == 0 || connection is null || connection != _connection))
            {
                _connection = connection;
                _connections++;
            }

            if (_for <= MaxSampled && _samples.Count < MaxSamples && !_samples.Contains(sample))
            {
                _samples.Add(sample);
            }

            if (_for > ManyRequests)
            {
                Volatile.Write(ref _countOnlyUntil, Environment.TickCount64 + CountOnlyMilliseconds);
            }

            if (_said || !IsEnough(contested))
            {
                return false;
            }

            return _said = true;
        }
    }

    /// <summary>Remembers that it was said already, in other words.</summary>
    public void MarkSaid()
    {
        lock (_gate)
        {
            _said = true;
        }
    }

    /// <summary>Adds a request that shows the opposite; it counts once there is something to hold it against.</summary>
    /// <returns>Whether there is. What many more requests contradict was somebody's single try, and is forgotten.</returns>
    public bool AddOpposite()
    {
        lock (_gate)
        {
            if (_for > 0 && ++_against >= OverwhelmingOpposites && _against > _for * OverwhelmingOpposites / EvidenceThresholds.ContestedRequests)
            {
                Forget();
            }

            return _for > 0;
        }
    }

    /// <summary>What there is to say now; null if it is not enough, or too long ago.</summary>
    public EvidenceSnapshot? Read(bool contested, DateTimeOffset now)
    {
        lock (_gate)
        {
            return _for > 0 && !IsExpired(now) && IsEnough(contested) ? new(_for, _first, [.. _samples]) : null;
        }
    }

    private bool IsEnough(bool contested) =>
        _connections >= EvidenceThresholds.Connections
        && (contested ? _for >= EvidenceThresholds.ContestedRequests && _for > _against : _for >= EvidenceThresholds.Requests);

    private bool IsExpired(DateTimeOffset now) => _for > 0 && now - _last >= EvidenceThresholds.Expiry;

    private void Forget()
    {
        _for = _against = 0;
        _countOnlyUntil = 0;
        _connections = 0;
        _connection = null;
        _samples.Clear();
    }
}
