using System.Collections;
using System.Net;

namespace ProxyAware.FunctionalTests.Rig;

/// <summary>The real sample, as its own process, configured from outside only.</summary>
internal sealed class SampleApp : IAsyncDisposable
{
    private const string Listening = "Now listening on: ";

    private readonly ChildProcess _process;

    private SampleApp(ChildProcess process, string url)
    {
        _process = process;
        Url = url;
    }

    /// <summary>The first URL it listens on.</summary>
    public string Url { get; }

    /// <summary>Host and port, for a proxy's configuration.</summary>
    public string Authority => Url[(Url.IndexOf("//", StringComparison.Ordinal) + 2)..];

    public IPEndPoint EndPoint => IPEndPoint.Parse(Authority);

    /// <summary>What it wrote so far.</summary>
    public string Output => _process.Output;

    /// <summary>Starts the backend alone, on a free port of the loopback address unless <c>ASPNETCORE_URLS</c> says otherwise.</summary>
    public static Task<SampleApp> StartAsync(params (string Name, string Value)[] environment) =>
        StartAsync(["app"], [("ASPNETCORE_URLS", "http://127.0.0.1:0"), .. environment]);

    /// <summary>Starts it with arguments, and waits until it listens.</summary>
    public static async Task<SampleApp> StartAsync(string[] arguments, params (string Name, string Value)[] environment)
    {
        var process = Run(arguments, environment);
        if (await process.OutputLineAsync(Listening) is { } line)
        {
            return new(process, line[(line.IndexOf(Listening, StringComparison.Ordinal) + Listening.Length)..].Trim());
        }

        var said = $"The sample ended with {await process.Exit} instead of listening:{Environment.NewLine}{process.Output}{process.Errors}";
        await process.DisposeAsync();
        throw new InvalidOperationException(said);
    }

    /// <summary>Starts it with a configuration that should stop it.</summary>
    public static async Task<(int ExitCode, string Errors)> RunToEndAsync(params (string Name, string Value)[] environment)
    {
        await using var process = Run(["app"], [("ASPNETCORE_URLS", "http://127.0.0.1:0"), .. environment]);
        Assert.True(await process.OutputLineAsync(Listening) is null, "The sample started.");
        return (await process.Exit, process.Errors);
    }

    /// <summary>Runs it with arguments that make it end by itself.</summary>
    public static Task<(int ExitCode, string Output, string Errors)> RunToEndAsync(string[] arguments, params (string Name, string Value)[] environment) =>
        RunToEndAsync(arguments, input: null, environment);

    /// <summary>The same with something to read.</summary>
    public static async Task<(int ExitCode, string Output, string Errors)> RunToEndAsync(string[] arguments, string? input, params (string Name, string Value)[] environment)
    {
        await using var process = Run(arguments, environment, input);
        var exitCode = await process.Exit.WaitAsync(Patience.Limit);
        return (exitCode, process.Output, process.Errors);
    }

    /// <summary>The first line it writes that holds a text; null when it ends without.</summary>
    public Task<string?> OutputLineAsync(string text) => _process.OutputLineAsync(text);

    public ValueTask DisposeAsync() => _process.DisposeAsync();

    private static ChildProcess Run(string[] arguments, (string Name, string Value)[] environment, string? input = null)
    {
        var variables = InheritedSettings().ToDictionary(name => name, _ => (string?)null, StringComparer.Ordinal);
        foreach (var (name, value) in environment)
        {
            variables[name] = value;
        }

        var dll = Path.Combine(AppContext.BaseDirectory, "ProxyAware.Samples.dll");
        return ChildProcess.Start(Environment.GetEnvironmentVariable("DOTNET_HOST_PATH") ?? "dotnet", [dll, .. arguments], variables, input);
    }

    /// <summary>Whatever the machine that runs the tests sets for apps of its own.</summary>
    private static IEnumerable<string> InheritedSettings() =>
        Environment.GetEnvironmentVariables().Cast<DictionaryEntry>().Select(entry => (string)entry.Key).Where(name =>
            name.StartsWith("ASPNETCORE_", StringComparison.OrdinalIgnoreCase)
            || name.StartsWith("ProxyAware", StringComparison.OrdinalIgnoreCase)
            || name.Equals("TRUST_PROXY", StringComparison.OrdinalIgnoreCase)
            || name.Equals("DOTNET_URLS", StringComparison.OrdinalIgnoreCase));
}
