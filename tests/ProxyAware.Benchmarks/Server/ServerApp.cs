using System.Globalization;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;
using ProxyAware.Benchmarks.Pipeline;
using ProxyAware.Benchmarks.Rig;

namespace ProxyAware.Benchmarks.Server;

/// <summary>An app on a real socket of this machine, in a process of its own: with nothing, with the framework's middleware, or with this library.</summary>
internal static class ServerApp
{
    public const string Command = "serve";

    public const string WebSocketPath = "/ws";

    public const string MemoryPath = "/memory";

    public static readonly string[] Names = ["nothing", "framework", "proxyaware"];

    /// <summary>Serves until the input ends, and says first where.</summary>
    public static async Task RunAsync(string name)
    {
        var setup = name switch
        {
            "framework" => WholePipeline.Framework(),
            "proxyaware" => WholePipeline.ProxyAware(),
            _ => AppSetup.Nothing,
        };
        var builder = WebApplication.CreateEmptyBuilder(new());
        builder.WebHost.UseKestrelCore().UseUrls("http://127.0.0.1:0");
        builder.Logging.ClearProviders();
        setup.Configure(builder);
        await using var app = builder.Build();
        setup.Use(app);
        if (name != "framework")
        {
            app.UseWebSockets();
        }

        app.Run(AnswerAsync);
        await app.StartAsync();
        await Console.Out.WriteLineAsync(app.Urls.Single());
        await Console.In.ReadToEndAsync();
    }

    private static async Task AnswerAsync(HttpContext context)
    {
        // Without a library in front the root is still on the path.
        var path = context.Request.Path.Value ?? "";
        if (path.EndsWith(WebSocketPath, StringComparison.Ordinal))
        {
            using var socket = await context.WebSockets.AcceptWebSocketAsync();
            await socket.ReceiveAsync(Memory<byte>.Empty, context.RequestAborted);
        }
        else if (path.EndsWith(MemoryPath, StringComparison.Ordinal))
        {
            GC.Collect(2, GCCollectionMode.Aggressive, blocking: true, compacting: true);
            GC.WaitForPendingFinalizers();
            await context.Response.WriteAsync(GC.GetTotalMemory(forceFullCollection: true).ToString(CultureInfo.InvariantCulture));
        }
        else
        {
            context.Response.ContentLength = 2;
            await context.Response.WriteAsync("ok");
        }
    }
}
