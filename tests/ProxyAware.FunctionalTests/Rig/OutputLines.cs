namespace ProxyAware.FunctionalTests.Rig;

/// <summary>The lines a program writes, to be waited for.</summary>
internal sealed class OutputLines
{
    private readonly Lock _lock = new();

    private readonly List<string> _lines = [];

    private readonly List<(string Text, TaskCompletionSource<string?> Found)> _waiting = [];

    private bool _ended;

    public void Add(string? line)
    {
        if (line is null)
        {
            return;
        }

        lock (_lock)
        {
            _lines.Add(line);
            foreach (var (_, found) in _waiting.Where(w => line.Contains(w.Text, StringComparison.Ordinal)))
            {
                found.TrySetResult(line);
            }
        }
    }

    /// <summary>Nothing more will come.</summary>
    public void End()
    {
        lock (_lock)
        {
            _ended = true;
            foreach (var (_, found) in _waiting)
            {
                found.TrySetResult(null);
            }
        }
    }

    /// <summary>The first line that holds a text, written already or later; null when none comes.</summary>
    public Task<string?> FirstAsync(string text)
    {
        lock (_lock)
        {
            var line = _lines.Find(l => l.Contains(text, StringComparison.Ordinal));
            if (line is not null || _ended)
            {
                return Task.FromResult(line);
            }

            var found = new TaskCompletionSource<string?>(TaskCreationOptions.RunContinuationsAsynchronously);
            _waiting.Add((text, found));
            return found.Task;
        }
    }

    public override string ToString()
    {
        lock (_lock)
        {
            return string.Join(Environment.NewLine, _lines);
        }
    }
}
