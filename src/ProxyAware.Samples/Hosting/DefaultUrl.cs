namespace ProxyAware.Samples.Hosting;

/// <summary>Where the sample listens when nobody said where.</summary>
internal static class DefaultUrl
{
    /// <summary>The setting that holds the port on the loopback address; 0 takes any free one.</summary>
    public const string PortKey = "Samples:Port";

    private const int Port = 5080;

    private static readonly string[] ListenKeys = ["urls", "http_ports", "https_ports"];

    /// <summary>Whether somebody said where to listen.</summary>
    public static bool IsConfigured(IConfiguration configuration) =>
        ListenKeys.Any(key => !string.IsNullOrEmpty(configuration[key])) || configuration.GetSection("Kestrel:Endpoints").Exists();

    public static int PortOf(IConfiguration configuration) => configuration.GetValue(PortKey, Port);

    /// <summary>The backend alone listens on its port or not at all: a proxy in front could not learn another.</summary>
    public static void Apply(WebApplicationBuilder builder)
    {
        if (!IsConfigured(builder.Configuration))
        {
            builder.WebHost.UseUrls($"http://127.0.0.1:{PortOf(builder.Configuration)}");
        }
    }
}
