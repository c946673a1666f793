namespace ProxyAware.Upstream.Files;

/// <summary>
/// Notices when certificates, keys or lists change. It compares contents: times and sizes stay the same when a file is restored or a digit is
/// replaced, and notifications of the file system miss what happens behind the links of mounted volumes and on network drives.
/// </summary>
/// <param name="time">Drives the polling.</param>
/// <param name="changed">Is called on a timer's thread, one call at a time, and must not throw.</param>
internal sealed class WatchedFiles(TimeProvider time, Action changed) : IDisposable
{
    private static readonly TimeSpan Period = TimeSpan.FromSeconds(2);

    /// <summary>A difference counts when a second look agrees with the first, so that a file is not taken while it is being written.</summary>
    private static readonly TimeSpan SecondLook = TimeSpan.FromMilliseconds(250);

    private readonly Lock _gate = new();
    private Dictionary<string, string> _inForce = new(StringComparer.Ordinal);
    private Dictionary<string, string>? _firstLook;
    private ITimer? _timer;
    private bool _disposed;

    /// <summary>
    /// Takes what the files hold now as known. Call it first and read the files afterwards: a change between the two is then noticed later, while
    /// in the other order it would be lost.
    /// </summary>
    public void Watch(IEnumerable<string> fullPaths)
    {
        var inForce = Look(fullPaths);
        lock (_gate)
        {
            _inForce = inForce;
            _firstLook = null;
            if (!_disposed)
            {
                _timer ??= time.CreateTimer(_ => Poll(), null, Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
                Next(Period);
            }
        }
    }

    public void Dispose()
    {
        lock (_gate)
        {
            _disposed = true;
            _timer?.Dispose();
            _timer = null;
        }
    }

    private static Dictionary<string, string> Look(IEnumerable<string> fullPaths)
    {
        var found = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var path in fullPaths)
        {
            found[path] = BoundedFile.Fingerprint(path);
        }

        return found;
    }

    private static bool IsSame(Dictionary<string, string> one, Dictionary<string, string> other) => one.All(file => other[file.Key] == file.Value);

    // The timer is set anew after each look, so that a slow disk cannot make looks overlap.
    private void Poll()
    {
        var inForce = _inForce;
        var now = Look(inForce.Keys);
        lock (_gate)
        {
            // Somebody called Watch meanwhile: what was read belongs to other files.
            if (_disposed || !ReferenceEquals(inForce, _inForce))
            {
                return;
            }

            if (IsSame(inForce, now))
            {
                _firstLook = null;
                Next(Period);
                return;
            }

            if (_firstLook is null || !IsSame(_firstLook, now))
            {
                _firstLook = now;
                Next(SecondLook);
                return;
            }

            // Should the owner not call Watch, the same difference is reported again after a period.
            Next(Period);
        }

        // Outside the lock: the owner calls Watch in turn.
        changed();
    }

    private void Next(TimeSpan due) => _timer?.Change(_inForce.Count > 0 ? due : Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
}
