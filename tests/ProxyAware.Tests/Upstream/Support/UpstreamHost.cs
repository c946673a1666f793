using System.Text.Json;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using ProxyAware.Tests.Configuration;
using ProxyAware.Tests.Upstream.Pki;

namespace ProxyAware.Tests.Upstream.Support;

/// <summary>A host whose client <c>x</c> connects to the upstream <c>x</c>.</summary>
internal static class UpstreamHost
{
    /// <summary>The root of the tests and the name of its server, with more options behind them.</summary>
    public static string Trusting(string more = "") =>
        $$""" "Upstreams": { "x": { "ServerName": "{{TestPki.ServerName}}", "TrustedCertificates": {{JsonSerializer.Serialize(TestPki.Root.Pem)}}{{more}} } } """;

    public static async Task<IHost> StartAsync(string json, TimeProvider time, Action<HostApplicationBuilder>? build = null)
    {
        var builder = Host.CreateEmptyApplicationBuilder(new() { EnvironmentName = "Production" });
        ((IConfigurationBuilder)builder.Configuration).Json(json);
        builder.Services.AddSingleton(time);
        builder.Services.AddHttpClient("x").AddUpstreamTls();
        build?.Invoke(builder);
        var host = builder.Build();
        await host.StartAsync();
        return host;
    }

    public static HttpClient Client(this IHost host) => host.Services.GetRequiredService<IHttpClientFactory>().CreateClient("x");
}
