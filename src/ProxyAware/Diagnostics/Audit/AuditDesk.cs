namespace ProxyAware.Diagnostics.Audit;

/// <summary>
/// Gives tokens out and takes them back. A token is good for one request within a minute, from the client and at the path that it was given for. There
/// are never more than a few runs: a new one takes the place of the oldest.
/// </summary>
internal sealed class AuditDesk(TimeProvider time)
{
    private const int MaxRuns = 8;

    private static readonly TimeSpan TokenLifetime = TimeSpan.FromSeconds(60);

    // A WebSocket may be held idle for ten minutes before the page asks for the report.
    private static readonly TimeSpan RunLifetime = TimeSpan.FromMinutes(30);

    private readonly Lock _gate = new();
    private readonly List<AuditRun> _runs = [];
    private volatile bool _isLive;
    private long _until;

    /// <summary>Whether any token is out. All that an ordinary request is asked, and no more than a flag where there is none.</summary>
    public bool IsLive => _isLive && !HasEnded();

    /// <summary>Starts a run, and gives its first token out.</summary>
    /// <param name="run">Makes the run of the time now.</param>
    public AuditProbe Start(Func<DateTimeOffset, AuditRun> run)
    {
        lock (_gate)
        {
            Forget();
            if (_runs.Count == MaxRuns)
            {
                _runs.RemoveAt(0);
            }

            var started = run(time.GetUtcNow());
            _runs.Add(started);
            return Mint(started, ProbeKind.Baseline, []);
        }
    }

    /// <summary>The run that the page asks for; null if it is over.</summary>
    public AuditRun? Find(string? id)
    {
        lock (_gate)
        {
            Forget();
            return _runs.Find(r => r.Id == id);
        }
    }

    /// <summary>Gives the other tokens of a run out, once.</summary>
    /// <param name="run">The run.</param>
    /// <param name="plan">Plans it: what each request forges.</param>
    /// <returns>Whether it was done.</returns>
    public bool TryPlan(AuditRun run, Func<IEnumerable<(ProbeKind Kind, IReadOnlyList<ForgedHeader> Headers)>> plan)
    {
        lock (_gate)
        {
            if (run.Probes.Count != 1)
            {
                return false;
            }

            foreach (var (kind, headers) in plan())
            {
                Mint(run, kind, headers);
            }

            return true;
        }
    }

    /// <summary>Takes a token back.</summary>
    /// <param name="path">The path in front of it, as it arrived.</param>
    /// <param name="token">The token.</param>
    /// <param name="client">Who sent it.</param>
    /// <param name="isHandshake">Whether the request asks for a WebSocket.</param>
    /// <returns>The probe; null if the request is none, so that nothing tells it from any other.</returns>
    public AuditProbe? Take(ReadOnlySpan<char> path, ReadOnlySpan<char> token, ProbeClient client, bool isHandshake)
    {
        lock (_gate)
        {
            var now = time.GetUtcNow();
            var isLive = false;
            AuditProbe? taken = null;
            foreach (var probe in _runs.SelectMany(r => r.Probes))
            {
                if (!probe.IsOpen || now >= probe.Expires)
                {
                    continue;
                }

                if (taken is null && probe.Token.Is(token) && path.SequenceEqual(probe.Run.Path) && probe.IsFrom(client) && (!isHandshake || probe.Kind == ProbeKind.WebSocket))
                {
                    probe.IsOpen = false;
                    taken = probe;
                }
                else
                {
                    isLive = true;
                }
            }

            _isLive = isLive;
            return taken;
        }
    }

    private AuditProbe Mint(AuditRun run, ProbeKind kind, IReadOnlyList<ForgedHeader> headers)
    {
        var probe = run.Add(kind, headers, time.GetUtcNow() + TokenLifetime);
        Volatile.Write(ref _until, probe.Expires.UtcTicks);
        _isLive = true;
        return probe;
    }

    /// <summary>Whether the last token has expired, so that nobody has to be waited for.</summary>
    private bool HasEnded()
    {
        if (time.GetUtcNow().UtcTicks < Volatile.Read(ref _until))
        {
            return false;
        }

        lock (_gate)
        {
            _isLive &= time.GetUtcNow().UtcTicks < _until;
            return !_isLive;
        }
    }

    private void Forget() => _runs.RemoveAll(r => time.GetUtcNow() - r.Started >= RunLifetime);
}
