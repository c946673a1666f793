using System.Diagnostics;
using System.Reflection;
using System.Runtime.Loader;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;

namespace ProxyAware.Tests.Documentation;

/// <summary>A documented program while it runs. As tools of the framework do it, the host is taken from the events that it writes when it is built.</summary>
internal sealed class RunningSnippet : IObserver<DiagnosticListener>, IObserver<KeyValuePair<string, object?>>, IAsyncDisposable
{
    private readonly AsyncLocal<RunningSnippet?> _current = new();

    private readonly TaskCompletionSource<IHost> _host = new(TaskCreationOptions.RunContinuationsAsynchronously);

    private readonly List<IDisposable> _subscriptions = [];

    private readonly Action<IServiceCollection> _services;

    private Task _program = Task.CompletedTask;

    private RunningSnippet(Action<IServiceCollection> services) => _services = services;

    /// <summary>Compiles and starts it, and waits until it listens.</summary>
    /// <param name="snippet">The program.</param>
    /// <param name="services">What every reader has of their own, such as authorization policies.</param>
    /// <param name="arguments">Its command line.</param>
    public static async Task<(RunningSnippet Running, IHost Host)> StartAsync(Snippet snippet, Action<IServiceCollection> services, params string[] arguments)
    {
        using var image = new MemoryStream();
        Assert.True(SnippetCompiler.Compile(snippet).Emit(image).Success, $"{snippet} does not compile");
        image.Position = 0;
        var entry = new AssemblyLoadContext("Snippet", isCollectible: false).LoadFromStream(image).EntryPoint!;
        var running = new RunningSnippet(services);
        running.Start(entry, arguments);
        var host = await running._host.Task;
        var started = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        using var registration = host.Services.GetRequiredService<IHostApplicationLifetime>().ApplicationStarted.Register(started.SetResult);
        await await Task.WhenAny(started.Task, running._program);
        return (running, host);
    }

    public async ValueTask DisposeAsync()
    {
        (await _host.Task).Services.GetRequiredService<IHostApplicationLifetime>().StopApplication();
        await _program;
        _subscriptions.ForEach(s => s.Dispose());
    }

    public void OnNext(DiagnosticListener value)
    {
        if (_current.Value == this && value.Name == "Microsoft.Extensions.Hosting")
        {
            _subscriptions.Add(value.Subscribe(this));
        }
    }

    public void OnNext(KeyValuePair<string, object?> value)
    {
        if (_current.Value == this && value is { Key: "HostBuilding", Value: IHostBuilder builder })
        {
            builder.ConfigureServices(_services);
        }

        if (_current.Value == this && value is { Key: "HostBuilt", Value: IHost host })
        {
            _host.TrySetResult(host);
        }
    }

    public void OnCompleted()
    {
    }

    public void OnError(Exception error)
    {
    }

    private void Start(MethodInfo entry, string[] arguments) => _program = Task.Factory.StartNew(
        async () =>
        {
            _current.Value = this;
            _subscriptions.Add(DiagnosticListener.AllListeners.Subscribe(this));
            try
            {
                if (entry.Invoke(null, BindingFlags.DoNotWrapExceptions, null, [arguments], null) is Task task)
                {
                    await task;
                }
            }
            catch (Exception exception) when (_host.TrySetException(exception))
            {
                throw;
            }
        },
        CancellationToken.None,
        TaskCreationOptions.LongRunning,
        TaskScheduler.Default).Unwrap();
}
