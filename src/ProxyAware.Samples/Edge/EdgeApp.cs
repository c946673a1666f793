using System.Security.Cryptography.X509Certificates;
using ProxyAware.Samples.Hosting;

namespace ProxyAware.Samples.Edge;

/// <summary>
/// A small TLS edge: it ends the visitor's TLS, opens TLS of its own to the console (the upstream <c>console</c> of the configuration), forwards WebSockets, and says in
/// headers who the visitor is. It is what stands in front of the console in every guide, without installing anything.
/// </summary>
internal static class EdgeApp
{
    /// <summary>The setting that holds the port on the loopback address; 0 takes any free one.</summary>
    public const string PortKey = "Edge:Port";

    private const int Port = 5443;

    /// <param name="args">The command line; it goes into the configuration.</param>
    /// <param name="certificate">What the edge shows to visitors, unless the configuration names another.</param>
    /// <param name="settings">Settings under those of the user.</param>
    public static WebApplication Create(string[] args, X509Certificate2 certificate, params (string Key, string? Value)[] settings)
    {
        var builder = WebApplication.CreateBuilder(args);
        builder.Configuration.AddLowest(settings);
        builder.WebHost.ConfigureKestrel(kestrel =>
        {
            kestrel.ConfigureHttpsDefaults(https => https.ServerCertificate ??= certificate);
            if (!DefaultUrl.IsConfigured(builder.Configuration))
            {
                kestrel.ListenLoopback(builder.Configuration.GetValue(PortKey, Port), listen => listen.UseHttps());
            }
        });
        builder.Services.AddHttpClient(UpstreamConsole.Name).AddUpstreamTls();
        builder.Services.AddSingleton<UpstreamConsole>();
        builder.Services.AddSingleton<RequestForwarder>();
        builder.Services.AddSingleton<SocketForwarder>();

        var app = builder.Build();
        app.UseWebSockets();
        app.Run(context => context.WebSockets.IsWebSocketRequest
            ? context.RequestServices.GetRequiredService<SocketForwarder>().ForwardAsync(context)
            : context.RequestServices.GetRequiredService<RequestForwarder>().ForwardAsync(context));
        return app;
    }
}
