using System.Text.Json.Nodes;
using ProxyAware.FunctionalTests.Rig;

namespace ProxyAware.PackageTests.Rig;

/// <summary>The consumer as it runs, behind a proxy on the same machine.</summary>
internal sealed class RunningApp : IAsyncDisposable
{
    private const string Listening = "Now listening on: http://";

    private readonly ChildProcess _process;

    private readonly HttpClient _client;

    private RunningApp(ChildProcess process, string authority)
    {
        _process = process;
        _client = new() { BaseAddress = new($"http://{authority}"), Timeout = Patience.Limit };
    }

    /// <param name="program">The program, an executable or an assembly.</param>
    /// <param name="variables">Its settings.</param>
    public static ChildProcess Start(string program, params (string Name, string Value)[] variables) =>
        program.EndsWith(".dll", StringComparison.Ordinal) ? DotNet.Start(DotNet.Program, [program], variables) : DotNet.Start(program, [], variables);

    public static async Task<RunningApp> StartAsync(string program)
    {
        var process = Start(program, ("ProxyAware__TrustProxy", "loopback"));
        if (await process.OutputLineAsync(Listening) is { } line)
        {
            return new(process, line[(line.IndexOf(Listening, StringComparison.Ordinal) + Listening.Length)..].Trim());
        }

        var said = $"The app ended with {await process.Exit} instead of listening:\n{process.Output}\n{process.Errors}";
        await process.DisposeAsync();
        throw new InvalidOperationException(said);
    }

    /// <summary>What <c>/whoami</c> says to a client whose request came through the proxy.</summary>
    public async Task<JsonNode> WhoamiAsync(string client)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, "/whoami");
        request.Headers.Host = "app.example";
        request.Headers.Add("X-Forwarded-For", client);
        request.Headers.Add("X-Forwarded-Proto", "https");
        using var response = await _client.SendAsync(request);
        return JsonNode.Parse(await response.EnsureSuccessStatusCode().Content.ReadAsStringAsync())!;
    }

    public Task<string> GetAsync(string path) => _client.GetStringAsync(new Uri(path, UriKind.Relative));

    public async ValueTask DisposeAsync()
    {
        _client.Dispose();
        await _process.DisposeAsync();
    }
}
