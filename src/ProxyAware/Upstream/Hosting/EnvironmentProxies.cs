using ProxyAware.Diagnostics;

namespace ProxyAware.Upstream.Hosting;

/// <summary>Says that a proxy of the environment, which other clients of the app use, is not used for upstreams.</summary>
internal static class EnvironmentProxies
{
    private static readonly string[] Variables = ["HTTPS_PROXY", "https_proxy", "ALL_PROXY", "all_proxy"];

    public static void Notice(ILogger logger)
    {
        if (Array.Find(Variables, v => !string.IsNullOrWhiteSpace(Environment.GetEnvironmentVariable(v))) is { } variable)
        {
            Log.Notice(logger, Codes.EnvironmentProxyIgnored, $"The environment variable {variable} names a proxy. Upstreams are connected to directly: a proxy would stand between this app and the server it verifies");
        }
    }
}
