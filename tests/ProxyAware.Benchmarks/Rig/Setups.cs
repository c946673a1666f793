using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.HttpOverrides;
using Microsoft.Extensions.DependencyInjection;

namespace ProxyAware.Benchmarks.Rig;

/// <summary>The same trust, set up with this library and with the framework's own middleware.</summary>
internal static class Setups
{
    public const string Host = "app.example.com";

    public const ForwardedHeaders ForAndProto = ForwardedHeaders.XForwardedFor | ForwardedHeaders.XForwardedProto;

    public const ForwardedHeaders ForProtoAndHost = ForAndProto | ForwardedHeaders.XForwardedHost;

    /// <summary>As users have it: whatever the library does besides is switched on.</summary>
    public static AppSetup ProxyAware(IEnumerable<string> ranges, Action<ProxyAwareOptions>? more = null) => new(
        builder => builder.Services.AddProxyAware(options =>
        {
            options.TrustProxy = string.Join(',', ranges);
            more?.Invoke(options);
        }),
        _ => { });

    /// <summary>As users have it: trusted networks by list, and no limit besides, because the list is the limit.</summary>
    public static AppSetup Framework(ForwardedHeaders headers, IEnumerable<string> ranges) => new(
        builder => builder.Services.Configure<ForwardedHeadersOptions>(options =>
        {
            options.ForwardedHeaders = headers;
            options.ForwardLimit = null;
            options.KnownProxies.Clear();
            options.KnownIPNetworks.Clear();
            foreach (var range in ranges)
            {
                options.KnownIPNetworks.Add(System.Net.IPNetwork.Parse(range));
            }

            options.AllowedHosts = [Host];
        }),
        app => app.UseForwardedHeaders());

    public static void ReadFor(ProxyAwareOptions options)
    {
        options.ForwardedForHeader = "X-Forwarded-For";

        // Without a protocol header nobody says https.
        options.AllowUnencrypted = true;
    }

    public static void ReadForProtoAndHost(ProxyAwareOptions options)
    {
        options.ForwardedForHeader = "X-Forwarded-For";
        options.ProtocolHeader = "X-Forwarded-Proto";
        options.ForwardedHostHeader = "X-Forwarded-Host";
        options.AllowedHosts = [Host];
    }
}
