using System.Collections.Concurrent;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using ProxyAware.Tests.Support;
using ProxyAware.Tests.Upstream;

namespace ProxyAware.Tests.Robustness;

/// <summary>Settings and trust files change, well and badly, while requests are answered by a real server.</summary>
public class ReloadUnderLoadTests
{
    private const int Requests = 10_000;

    private const int Clients = 8;

    private const int Cycles = 15;

    private const string Forwarded = "6.6.6.6, 198.51.100.9, 10.0.0.1";

    // One answer for each policy that is ever in force: all of it is that policy's, or the test fails.
    private const string Counting = "10.0.0.1 https app.example '' '/root/x' X-Forwarded-For=10.0.0.1 X-Forwarded-Host=";

    private const string Listing = "198.51.100.9 http front.example '/root' '/x' X-Forwarded-For=198.51.100.9 X-Forwarded-Host=front.example";

    private const string ListingMore = "6.6.6.6 http front.example '/root' '/x' X-Forwarded-For=6.6.6.6 X-Forwarded-Host=front.example";

    [Fact]
    public async Task Settings_ThatChangeUnderLoad_FailNoRequestAndMixNoPolicies()
    {
        using var folder = new TemporaryFolder();
        var file = folder.Write("proxies.txt", "127.0.0.0/8\n10.0.0.0/8\n");
        string[] counting = ["TrustProxy=1", "ProtocolHeader=X-Forwarded-Proto", "ForwardedForHeader=X-Forwarded-For"];
        string[] listing = [$"TrustProxy=file:{file}", "ForwardedForHeader=X-Forwarded-For", "ForwardedHostHeader=X-Forwarded-Host", "AllowedHosts=front.example", "UrlRoot=/root"];
        var configuration = new ChangingConfiguration(counting);
        var time = new ManualTime();
        await using var app = await TestApp.StartAsync(
            [],
            b =>
            {
                ((IConfigurationBuilder)b.Configuration).Add(configuration);
                b.Services.AddSingleton<TimeProvider>(time);
            },
            a => a.Run(See),
            host => host.UseKestrel(k => k.Listen(System.Net.IPAddress.Loopback, 0, l => l.Protocols = HttpProtocols.Http1AndHttp2)));

        var seen = new ConcurrentDictionary<string, int>(StringComparer.Ordinal);
        var wanted = Effort.Of(Requests);
        var answered = 0;
        using var changed = new CancellationTokenSource();
        var clients = Enumerable.Range(0, Clients).Select(_ => Task.Run(async () =>
        {
            using var client = Client(app);
            while (Interlocked.Increment(ref answered) <= wanted || !changed.IsCancellationRequested)
            {
                seen.AddOrUpdate(await AskAsync(client), 1, (_, count) => count + 1);
            }
        })).ToArray();

        var cycles = 0;
        using (var own = Client(app))
        {
            while (cycles < Cycles || Volatile.Read(ref answered) < wanted)
            {
                cycles++;

                // Nobody changes it but this loop: what it reads after a change must be the change.
                configuration.Change("TrustProxy=10/8", "Origins=nonsense");
                await InForceAsync(own, Counting);
                configuration.Change(listing);
                await InForceAsync(own, Listing);
                Write(file, "127.0.0.0/8\n10.0.0.0/8\n198.51.100.9\n", time);
                await InForceAsync(own, ListingMore);
                Write(file, "127.0.0.0/8\n10.0.0.0/", time);
                await InForceAsync(own, ListingMore);
                File.Delete(file);
                time.Advance(TimeSpan.FromSeconds(2));
                await InForceAsync(own, ListingMore);
                configuration.Change("UrlRoot=//", "Unknown=1");
                await InForceAsync(own, ListingMore);
                Write(file, "127.0.0.0/8\n10.0.0.0/8\n", time);
                configuration.Change(listing);
                await InForceAsync(own, Listing);
                configuration.Change(counting);
                await InForceAsync(own, Counting);
            }

            await changed.CancelAsync();
        }

        await Task.WhenAll(clients);
        Assert.True(seen.Keys.All(a => a is Counting or Listing or ListingMore), string.Join('\n', seen.Keys));
        Assert.Equal(3, seen.Count);
        Assert.True(seen.Values.Sum() >= wanted);
        Assert.Equal(0, app.Logs.Count(Microsoft.Extensions.Logging.LogLevel.Critical, ""));
    }

    private static HttpClient Client(TestApp app)
    {
        var client = new HttpClient { BaseAddress = app.Address };
        client.DefaultRequestHeaders.Host = "app.example";
        client.DefaultRequestHeaders.Add("X-Forwarded-For", Forwarded);
        client.DefaultRequestHeaders.Add("X-Forwarded-Proto", "https");
        client.DefaultRequestHeaders.Add("X-Forwarded-Host", "front.example");
        return client;
    }

    private static async Task<string> AskAsync(HttpClient client)
    {
        using var response = await client.GetAsync(new Uri("/root/x", UriKind.Relative));
        var body = await response.Content.ReadAsStringAsync();
        return response.IsSuccessStatusCode ? body : $"{response.StatusCode} {body}";
    }

    private static async Task InForceAsync(HttpClient client, string expected) => Assert.Equal(expected, await AskAsync(client));

    private static void Write(string file, string content, ManualTime time)
    {
        File.WriteAllText(file, content);
        time.Advance(TimeSpan.FromSeconds(2));
    }

    private static Task See(HttpContext context)
    {
        var request = context.Request;
        return context.Response.WriteAsync(
            $"{context.Connection.RemoteIpAddress} {request.Scheme} {request.Host} '{request.PathBase}' '{request.Path}' X-Forwarded-For={request.Headers["X-Forwarded-For"]} X-Forwarded-Host={request.Headers["X-Forwarded-Host"]}");
    }
}
