using System.Collections.Concurrent;
using System.Net.WebSockets;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace ProxyAware.FunctionalTests.Rig;

/// <summary>The Chrome DevTools protocol: commands with answers, and events, over one WebSocket.</summary>
internal sealed class DevTools : IAsyncDisposable
{
    private readonly ClientWebSocket _socket = new();

    private readonly SemaphoreSlim _sending = new(1);

    private readonly ConcurrentDictionary<int, TaskCompletionSource<JsonElement>> _answers = new();

    private readonly ConcurrentDictionary<string, TaskCompletionSource> _events = new(StringComparer.Ordinal);

    private readonly ConcurrentQueue<(string Key, JsonElement Parameters)> _kept = new();

    private readonly ConcurrentDictionary<string, bool> _keptKeys = new(StringComparer.Ordinal);

    private Task _reading = Task.CompletedTask;

    private int _lastId;

    private DevTools()
    {
    }

    public static async Task<DevTools> ConnectAsync(Uri url)
    {
        var tools = new DevTools();
        await tools._socket.ConnectAsync(url, Patience.Token());
        tools._reading = tools.ReadAsync();
        return tools;
    }

    /// <summary>The next event of a session that has this name; to be asked for before whatever causes it.</summary>
    public Task NextEventAsync(string name, string session)
    {
        var next = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        _events[EventKey(name, session)] = next;
        return next.Task.WaitAsync(Patience.Limit);
    }

    /// <summary>Keeps all events of a session that have this name from now on.</summary>
    public void Keep(string name, string session) => _keptKeys[EventKey(name, session)] = true;

    /// <summary>The events that were kept, as they came.</summary>
    public IReadOnlyList<JsonElement> Kept(string name, string session) => [.. _kept.Where(e => e.Key == EventKey(name, session)).Select(e => e.Parameters)];

    /// <summary>Sends a command to a page, or to the browser itself, and returns its result.</summary>
    public async Task<JsonElement> SendAsync(string method, JsonObject parameters, string? session = null)
    {
        var id = Interlocked.Increment(ref _lastId);
        var answer = new TaskCompletionSource<JsonElement>(TaskCreationOptions.RunContinuationsAsynchronously);
        _answers[id] = answer;
        var command = new JsonObject { ["id"] = id, ["method"] = method, ["params"] = parameters };
        if (session is not null)
        {
            command["sessionId"] = session;
        }

        await _sending.WaitAsync(Patience.Token());
        try
        {
            await _socket.SendTextAsync(command.ToJsonString());
        }
        finally
        {
            _sending.Release();
        }

        var reply = await answer.Task.WaitAsync(Patience.Limit);
        return reply.TryGetProperty("error", out var error)
            ? throw new InvalidOperationException($"{method}: {error.GetRawText()}")
            : reply.GetProperty("result");
    }

    public async ValueTask DisposeAsync()
    {
        _socket.Abort();
        await _reading;
        _socket.Dispose();
        _sending.Dispose();
    }

    private static string EventKey(string name, string? session) => $"{session} {name}";

    private async Task ReadAsync()
    {
        try
        {
            while (_socket.State == WebSocketState.Open)
            {
                var (_, message) = await _socket.ReceiveMessageAsync(CancellationToken.None);
                if (message.Length > 0)
                {
                    Dispatch(JsonElement.Parse(message));
                }
            }
        }
        catch (Exception exception) when (exception is WebSocketException or OperationCanceledException)
        {
            // The browser ended, or we did.
        }
    }

    private void Dispatch(JsonElement message)
    {
        if (message.TryGetProperty("id", out var id))
        {
            if (_answers.TryRemove(id.GetInt32(), out var answer))
            {
                answer.SetResult(message);
            }

            return;
        }

        var session = message.TryGetProperty("sessionId", out var value) ? value.GetString() : null;
        var key = EventKey(message.GetProperty("method").GetString()!, session);
        if (_keptKeys.ContainsKey(key))
        {
            _kept.Enqueue((key, message.GetProperty("params").Clone()));
        }

        if (_events.TryRemove(key, out var next))
        {
            next.SetResult();
        }
    }
}
