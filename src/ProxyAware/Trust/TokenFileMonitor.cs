namespace ProxyAware.Trust;

/// <summary>
/// Notices when a file of addresses changes. It compares contents, once a second, and believes a change when two reads in a row
/// agree on it, so that a file that is being written is not taken half done. Notifications of the file system are not
/// used: they are lost on network drives and behind the links of mounted volumes.
/// </summary>
internal sealed class TokenFileMonitor(TimeProvider time, Action<IReadOnlyDictionary<string, string>> changed) : IDisposable
{
    private static readonly TimeSpan Period = TimeSpan.FromSeconds(1);

    private readonly Lock _gate = new();
    private IReadOnlyDictionary<string, string> _watched = new Dictionary<string, string>(StringComparer.Ordinal);
    private Dictionary<string, string> _seen = new(StringComparer.Ordinal);
    private ITimer? _timer;
    private bool _disposed;

    /// <summary>The files with the fingerprints that are in force.</summary>
    public IReadOnlyDictionary<string, string> Watched => _watched;

    public void Watch(IReadOnlyDictionary<string, string> files)
    {
        lock (_gate)
        {
            _watched = files;
            _seen = new(files, StringComparer.Ordinal);
            if (files.Count == 0 || _disposed)
            {
                _timer?.Dispose();
                _timer = null;
            }
            else
            {
                _timer ??= time.CreateTimer(_ => Check(), null, Period, Period);
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

    private void Check()
    {
        var settled = false;
        IReadOnlyDictionary<string, string> agreed;
        lock (_gate)
        {
            if (_disposed)
            {
                return;
            }

            foreach (var (path, inForce) in _watched)
            {
                var now = TokenFiles.CurrentFingerprint(path);
                settled |= now != inForce && now == _seen[path];
                _seen[path] = now;
            }

            agreed = new Dictionary<string, string>(_seen, StringComparer.Ordinal);
        }

        // Outside the lock: the owner calls Watch in turn.
        if (settled)
        {
            changed(agreed);
        }
    }
}
