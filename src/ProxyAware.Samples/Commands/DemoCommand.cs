using System.Net;
using ProxyAware.Samples.Edge;
using ProxyAware.Samples.Endpoints;
using ProxyAware.Samples.Hosting;

namespace ProxyAware.Samples.Commands;

/// <summary>
/// Without a command: the console and the edge in front of it, on real sockets. The console's certificate is a fresh self-signed one, which the edge takes by the pin of its
/// key; the console believes its one proxy.
/// </summary>
internal static class DemoCommand
{
    public static async Task<int> RunAsync(string[] args)
    {
        using var consoleCertificate = SelfSigned.Create("console", TimeProvider.System);
        using var edgeCertificate = SelfSigned.Create("edge", TimeProvider.System);
        var listensElsewhere = false;
        await using var console = ConsoleApp.Create(args, builder =>
        {
            listensElsewhere = DefaultUrl.IsConfigured(builder.Configuration);
            if (listensElsewhere)
            {
                return;
            }

            // Nobody but this machine reaches it.
            builder.Configuration.AddLowest(("TRUST_PROXY", "1"), (DiagnosticsEndpoints.OpenKey, "true"));
            builder.WebHost.ConfigureKestrel(kestrel =>
            {
                kestrel.ListenLoopback(DefaultUrl.PortOf(builder.Configuration), _ => { });
                kestrel.Listen(IPAddress.Loopback, 0, listen => listen.UseHttps(consoleCertificate));
            });
        });
        if (listensElsewhere)
        {
            Welcome.PrintWhenStarted(console, edge: null);
            await console.RunAsync();
            return 0;
        }

        await console.StartAsync();
        await using var edge = EdgeApp.Create(
            args,
            edgeCertificate,
            (UpstreamConsole.UrlKey, console.Urls.Single(u => u.StartsWith("https:", StringComparison.Ordinal))),
            ("ProxyAware:Upstreams:console:Verification", "PinOnly"),
            ("ProxyAware:Upstreams:console:Pins", SelfSigned.PinOf(consoleCertificate)));
        await edge.StartAsync();
        Welcome.Print(console, edge);
        await console.WaitForShutdownAsync();
        await edge.StopAsync();
        return 0;
    }
}
