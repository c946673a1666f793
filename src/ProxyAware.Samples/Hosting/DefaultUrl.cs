using System.Net;
using System.Net.Sockets;

namespace ProxyAware.Samples.Hosting;

/// <summary>Where the sample listens when nobody said where.</summary>
internal static class DefaultUrl
{
    private const int Port = 5080;

    private static readonly string[] ListenKeys = ["urls", "http_ports", "https_ports"];

    /// <param name="builder">The application.</param>
    /// <param name="fallBackToFreePort">
    /// Whether a taken port is replaced by a free one. A person reads which; a proxy in front would not, so the backend alone fails instead.
    /// </param>
    public static void Apply(WebApplicationBuilder builder, bool fallBackToFreePort)
    {
        var configuration = builder.Configuration;
        if (ListenKeys.Any(key => !string.IsNullOrEmpty(configuration[key])) || configuration.GetSection("Kestrel:Endpoints").Exists())
        {
            return;
        }

        var port = fallBackToFreePort && IsTaken(Port) ? 0 : Port;
        builder.WebHost.UseUrls($"http://127.0.0.1:{port}");
    }

    private static bool IsTaken(int port)
    {
        using var socket = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
        try
        {
            socket.Bind(new IPEndPoint(IPAddress.Loopback, port));
            return false;
        }
        catch (SocketException)
        {
            return true;
        }
    }
}
