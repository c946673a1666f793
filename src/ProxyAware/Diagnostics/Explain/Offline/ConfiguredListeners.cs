using Microsoft.Extensions.Configuration;

namespace ProxyAware.Diagnostics.Explain.Offline;

/// <summary>On which addresses an app with this configuration would listen, as the host and Kestrel read it.</summary>
internal static class ConfiguredListeners
{
    /// <returns>The addresses; null if the configuration does not say.</returns>
    public static IReadOnlyList<string>? Read(IConfiguration configuration)
    {
        string[] endpoints = [.. configuration.GetSection("Kestrel:Endpoints").GetChildren().Select(e => e["Url"]).OfType<string>()];
        if (endpoints.Length > 0)
        {
            return endpoints;
        }

        var urls = Split(configuration["urls"]);
        string[] addresses = urls.Length > 0 ? urls
            : [.. Split(configuration["http_ports"]).Select(p => $"http://*:{p}"), .. Split(configuration["https_ports"]).Select(p => $"https://*:{p}")];
        return addresses.Length > 0 ? addresses : null;
    }

    private static string[] Split(string? text) => (text ?? "").Split(';', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
}
