using System.Text.Json;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using ProxyAware.Tests.Configuration;
using ProxyAware.Tests.Upstream.Pki;

namespace ProxyAware.Tests.Upstream.Support;

/// <summary>A host whose client <c>x</c> connects to the upstream <c>x</c>.</summary>
internal static class UpstreamHost
{
    /// <summary>Options by which a client trusts the server of the tests.</summary>
    public static string Trust { get; } = $"\"ServerName\": \"{TestPki.ServerName}\", \"TrustedCertificates\": {JsonSerializer.Serialize(TestPki.Root.Pem)}";

    /// <summary>The root of the tests and the name of its server, with more options behind them.</summary>
    public static string Trusting(string more = "") =>
        $$""" "Upstreams": { "x": { {{Trust}}{{more}} } } """;

    public static async Task<IHost> StartAsync(string json, TimeProvider time, Action<HostApplicationBuilder>? build = null)
    {
        var builder = Builder(json);
        builder.Services.AddSingleton(time);
        builder.Services.AddHttpClient("x").AddUpstreamTls();
        build?.Invoke(builder);
        var host = builder.Build();
        await host.StartAsync();
        return host;
    }

    public static HttpClient Client(this IHost host) => host.Services.GetRequiredService<IHttpClientFactory>().CreateClient("x");

    /// <summary>A host with settings, and nothing else in it.</summary>
    public static HostApplicationBuilder Builder(string json, RecordingLogger? log = null)
    {
        var builder = Host.CreateEmptyApplicationBuilder(new() { EnvironmentName = "Production" });
        ((IConfigurationBuilder)builder.Configuration).Json(json);
        if (log is not null)
        {
            builder.Logging.AddProvider(log);
        }

        return builder;
    }
}
