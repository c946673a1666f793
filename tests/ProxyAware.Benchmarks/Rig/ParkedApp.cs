using System.Net;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Connections;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace ProxyAware.Benchmarks.Rig;

/// <summary>
/// A whole app on Kestrel whose requests are stopped in front of its pipeline. Each is a request as Kestrel made it, from bytes, which nobody has
/// touched yet; <see cref="Run"/> sends a round of them through the pipeline, and <see cref="Renew"/> lets Kestrel answer them and make the next
/// round. What is measured is the pipeline and nothing of Kestrel, and no request is used twice.
/// </summary>
internal sealed class ParkedApp : IAsyncDisposable
{
    /// <summary>The requests of a round: enough for a clock, and few enough to stay in the processor's cache, where Kestrel leaves a request.</summary>
    public const int RoundLength = 8;

    private readonly WebApplication _app;
    private readonly InMemoryTransport _transport;
    private readonly IPAddress _peer;
    private readonly byte[] _request;
    private readonly InMemoryConnection[] _connections = new InMemoryConnection[RoundLength];
    private readonly HttpContext[] _contexts = new HttpContext[RoundLength];
    private readonly TaskCompletionSource[] _ends = new TaskCompletionSource[RoundLength];
    private readonly SemaphoreSlim _arrived = new(0);
    private RequestDelegate _pipeline = _ => Task.CompletedTask;
    private int _parked;

    private ParkedApp(WebApplication app, InMemoryTransport transport, IPAddress peer, byte[] request)
    {
        _app = app;
        _transport = transport;
        _peer = peer;
        _request = request;
    }

    /// <summary>The requests of the round; after a run they show what the pipeline made of them.</summary>
    public IReadOnlyList<HttpContext> Contexts => _contexts;

    public static async Task<ParkedApp> StartAsync(AppSetup setup, RequestText request)
    {
        var transport = new InMemoryTransport();
        var builder = WebApplication.CreateEmptyBuilder(new());
        builder.WebHost.UseKestrelCore().ConfigureKestrel(kestrel =>
        {
            kestrel.Listen(IPAddress.Loopback, 80);
            kestrel.Limits.MaxRequestHeaderCount = 4000;
            kestrel.Limits.MaxRequestHeadersTotalSize = 128 * 1024;
        });
        builder.Services.AddSingleton<IConnectionListenerFactory>(transport);
        builder.Logging.ClearProviders();
        setup.Configure(builder);

        // In front of everything, whatever the app's own filters add.
        ParkedApp? parked = null;
        builder.Services.Insert(0, ServiceDescriptor.Singleton<IStartupFilter>(new ParkFilter(next => parked!.Park(next))));
        var app = builder.Build();
        setup.Use(app);
        app.Run(_ => Task.CompletedTask);
        parked = new ParkedApp(app, transport, request.Peer, request.ToBytes());
        await app.StartAsync();
        parked.WarmUp();
        return parked;
    }

    /// <summary>Sends the requests of the round through the pipeline.</summary>
    public void Run()
    {
        foreach (var context in _contexts)
        {
            var task = _pipeline(context);
            if (!task.IsCompletedSuccessfully)
            {
                task.GetAwaiter().GetResult();
            }
        }
    }

    /// <summary>Lets Kestrel answer the requests of the last round, and make those of the next one.</summary>
    public void Renew()
    {
        for (var i = 0; i < RoundLength; i++)
        {
            _ends[i]?.SetResult();
            var answered = _connections[i]?.Drain() > 0;
            if (!answered)
            {
                _connections[i] = _transport.Connect(_peer);
            }

            _parked = i;
            _connections[i].Send(_request);

            // A request arrives while it is being sent, but for the first on a connection, which Kestrel begins on a thread of the pool.
            if (!_arrived.Wait(TimeSpan.FromSeconds(10)))
            {
                throw new InvalidOperationException("The request did not arrive: Kestrel has refused it.");
            }
        }
    }

    public ValueTask DisposeAsync()
    {
        Array.ForEach(_ends, e => e.TrySetResult());
        _arrived.Dispose();
        return _app.DisposeAsync();
    }

    /// <summary>Until the runtime has compiled everything for good.</summary>
    private void WarmUp()
    {
        var end = TimeProvider.System.GetTimestamp() + TimeProvider.System.TimestampFrequency;
        while (TimeProvider.System.GetTimestamp() < end)
        {
            Renew();
            Run();
        }
    }

    private RequestDelegate Park(RequestDelegate next)
    {
        _pipeline = next;
        return context =>
        {
            _contexts[_parked] = context;
            var end = _ends[_parked] = new TaskCompletionSource();
            _arrived.Release();
            return end.Task;
        };
    }

    private sealed class ParkFilter(Func<RequestDelegate, RequestDelegate> park) : IStartupFilter
    {
        public Action<IApplicationBuilder> Configure(Action<IApplicationBuilder> next) => app =>
        {
            app.Use(park);
            next(app);
        };
    }
}
