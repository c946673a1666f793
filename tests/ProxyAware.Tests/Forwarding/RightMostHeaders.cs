namespace ProxyAware.Tests.Forwarding;

internal static class RightMostHeaders
{
    /// <summary>Reads every header there is.</summary>
    public static void ReadAll(ProxyAwareOptions options)
    {
        options.ForwardedForHeader = "X-Forwarded-For";
        options.ProtocolHeader = "X-Forwarded-Proto";
        options.ForwardedHostHeader = "X-Forwarded-Host";
        options.ForwardedPortHeader = "X-Forwarded-Port";
        options.ForwardedPrefixHeader = "X-Forwarded-Prefix";
        options.AllowedHosts = ["example.com"];
    }
}
