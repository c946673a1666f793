using System.Collections.Concurrent;
using System.Diagnostics;

namespace ProxyAware.FunctionalTests.Rig;

/// <summary>A program that runs as long as its test, with everything it says.</summary>
internal sealed class ChildProcess : IAsyncDisposable
{
    /// <summary>What still runs. A run of tests that is cancelled disposes of nothing.</summary>
    private static readonly ConcurrentDictionary<ChildProcess, bool> Running = new();

    private readonly Process _process;

    private readonly OutputLines _output = new();

    private readonly OutputLines _errors = new();

    static ChildProcess() => AppDomain.CurrentDomain.ProcessExit += (_, _) =>
    {
        foreach (var process in Running.Keys)
        {
            process.Kill();
        }
    };

    private ChildProcess(ProcessStartInfo start)
    {
        _process = new Process { StartInfo = start };
        _process.OutputDataReceived += (_, e) => _output.Add(e.Data);
        _process.ErrorDataReceived += (_, e) => _errors.Add(e.Data);
        _process.Start();
        Running[this] = true;
        _process.BeginOutputReadLine();
        _process.BeginErrorReadLine();
        Exit = WaitForExitAsync();
    }

    /// <summary>The exit code, once the program ended and all it wrote was read.</summary>
    public Task<int> Exit { get; }

    public string Output => _output.ToString();

    public string Errors => _errors.ToString();

    /// <summary>Starts a program without a shell.</summary>
    /// <param name="program">Its path.</param>
    /// <param name="arguments">Its arguments.</param>
    /// <param name="environment">Variables to set; null removes one.</param>
    /// <param name="input">What it reads; null leaves it the input of the tests.</param>
    public static ChildProcess Start(string program, IEnumerable<string> arguments, IReadOnlyDictionary<string, string?>? environment = null, string? input = null)
    {
        var start = new ProcessStartInfo(program, arguments) { RedirectStandardOutput = true, RedirectStandardError = true, RedirectStandardInput = input is not null, UseShellExecute = false };
        foreach (var (name, value) in environment ?? new Dictionary<string, string?>(StringComparer.Ordinal))
        {
            start.Environment[name] = value;
        }

        var process = new ChildProcess(start);
        if (input is not null)
        {
            process._process.StandardInput.Write(input);
            process._process.StandardInput.Close();
        }

        return process;
    }

    /// <summary>
    /// The first line of standard output that holds a text, as soon as it is written; null when the program ends without it. A program that hangs is ended.
    /// </summary>
    public Task<string?> OutputLineAsync(string text) => WaitForLineAsync(_output.FirstAsync(text));

    /// <summary>The same for standard error.</summary>
    public Task<string?> ErrorLineAsync(string text) => WaitForLineAsync(_errors.FirstAsync(text));

    public async ValueTask DisposeAsync()
    {
        Kill();
        await Exit;
        _process.Dispose();
    }

    private async Task<string?> WaitForLineAsync(Task<string?> line)
    {
        try
        {
            return await line.WaitAsync(Patience.Limit);
        }
        catch (TimeoutException)
        {
            Kill();
            return await line;
        }
    }

    private void Kill()
    {
        if (!_process.HasExited)
        {
            _process.Kill(entireProcessTree: true);
        }
    }

    private async Task<int> WaitForExitAsync()
    {
        await _process.WaitForExitAsync();
        Running.TryRemove(this, out _);
        _output.End();
        _errors.End();
        return _process.ExitCode;
    }
}
