using System.Net;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.HttpOverrides;
using Microsoft.AspNetCore.TestHost;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using ProxyAware.Tests.Support;

namespace ProxyAware.Tests.Pipeline;

/// <summary>The framework's own forwarded headers would believe the next element, which the client wrote.</summary>
public class FrameworkForwardedHeadersTests
{
    private const string Header = "X-Forwarded-For: 6.6.6.6, 203.0.113.7";

    public static TheoryData<string> Calls => ["plain", "options", "map", "when", "mapWhen", "behindOddName", "behindInterface", "nested", "byHand"];

    [Theory]
    [MemberData(nameof(Calls))]
    public async Task Check_UseForwardedHeadersInCode_StopsTheStart(string call)
    {
        var exception = await Assert.ThrowsAsync<ProxyAwareConfigurationException>(() => TestApp.StartAsync(
            ["TrustProxy=1", $"AutoInsert={call != "byHand"}"], b => b.Services.AddTransient<InterfaceStep>(), a => Use(a, call)));
        var problem = Assert.Single(exception.Problems);
        Assert.Equal("PA1040", problem.Code);
        Assert.Contains("UseForwardedHeaders", problem.Key, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(":ForwardedHeaders_Enabled=true", "MemoryConfigurationProvider")]
    [InlineData(":FORWARDEDHEADERS_ENABLED=True", "MemoryConfigurationProvider")]
    public async Task Switch_FromConfiguration_IsTakenOverWithOneWarning(string setting, string source)
    {
        await using var app = await TestApp.StartAsync([setting, "TrustProxy=1"]);
        Assert.Contains(source, app.Logs.Single(LogLevel.Warning, "PA1109"), StringComparison.Ordinal);
        Assert.Equal("203.0.113.7 0 http app.internal [203.0.113.7]", await app.SeeAsync("10.0.0.1", Header));
        Assert.Equal("203.0.113.1 5555 http app.internal []", await app.SeeAsync("203.0.113.1", Header, "X-Forwarded-Proto: https"));
    }

    [Theory]
    [InlineData("MYHOST_")]
    public async Task Switch_FromThePrefixedEnvironment_IsTakenOverWithOneWarning(string prefix)
    {
        // The process has one environment, so the name is one that nobody else reads.
        Environment.SetEnvironmentVariable(prefix + "FORWARDEDHEADERS_ENABLED", "true");
        try
        {
            await using var app = await TestApp.StartAsync(["TrustProxy=1"], b => b.Configuration.AddEnvironmentVariables(prefix));
            Assert.Contains("Environment", app.Logs.Single(LogLevel.Warning, "PA1109"), StringComparison.Ordinal);
            Assert.Equal("203.0.113.7 0 http app.internal [203.0.113.7]", await app.SeeAsync("10.0.0.1", Header));
        }
        finally
        {
            Environment.SetEnvironmentVariable(prefix + "FORWARDEDHEADERS_ENABLED", null);
        }
    }

    [Theory]
    [InlineData(":ForwardedHeaders_Enabled=false")]
    [InlineData(":ForwardedHeaders_Enabled=1")] // the framework knows "true" only
    public async Task Switch_Off_IsNotMentioned(string setting)
    {
        await using var app = await TestApp.StartAsync([setting, "TrustProxy=1"]);
        Assert.Equal(0, app.Logs.Count(LogLevel.Warning, "PA1109"));
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Switch_OnAGenericHost_IsTakenOverWhateverCameFirst(bool proxyAwareFirst)
    {
        var logs = new LogCollector();
        var builder = new HostBuilder()
            .ConfigureHostConfiguration(c => c.AddInMemoryCollection([KeyValuePair.Create<string, string?>("ForwardedHeaders_Enabled", "true")]))
            .ConfigureLogging(l => l.AddProvider(logs));
        if (proxyAwareFirst)
        {
            builder.ConfigureServices(AddProxyAware);
        }

        builder.ConfigureWebHostDefaults(web => web.UseTestServer().Configure(a => a.Run(TestApp.Answer)));
        if (!proxyAwareFirst)
        {
            builder.ConfigureServices(AddProxyAware);
        }

        using var host = await builder.StartAsync();
        var context = await host.GetTestServer().SendAsync(c =>
            (c.Connection.RemoteIpAddress, c.Request.Headers["X-Forwarded-For"]) = (IPAddress.Parse("10.0.0.1"), "6.6.6.6, 203.0.113.7"));
        using var reader = new StreamReader(context.Response.Body);
        Assert.StartsWith("203.0.113.7 ", await reader.ReadToEndAsync(), StringComparison.Ordinal);
        Assert.Equal(1, logs.Count(LogLevel.Warning, "PA1109"));

        static void AddProxyAware(IServiceCollection services) => services.AddProxyAware(o => (o.TrustProxy, o.AllowUnencrypted) = ("1", true));
    }

    private static void Use(IApplicationBuilder app, string call)
    {
        switch (call)
        {
            case "plain":
                app.UseForwardedHeaders();
                break;
            case "options":
                app.UseForwardedHeaders(new ForwardedHeadersOptions { ForwardedHeaders = ForwardedHeaders.All });
                break;
            case "map":
                app.Map("/branch", b => b.UseForwardedHeaders(new ForwardedHeadersOptions()));
                break;
            case "when":
                app.UseWhen(c => c.Request.Path == "/x", b => b.UseForwardedHeaders());
                break;
            case "mapWhen":
                app.MapWhen(c => c.Request.Path == "/x", b => b.UseForwardedHeaders());
                break;
            case "behindOddName":
                app.UseMiddleware<OddlyNamedStep>().UseForwardedHeaders();
                break;
            case "behindInterface":
                app.UseMiddleware<InterfaceStep>().UseForwardedHeaders();
                break;
            case "nested":
                app.Map("/a", a => a.UseWhen(_ => true, b => b.Use((context, next) => next(context)).UseForwardedHeaders(new ForwardedHeadersOptions())));
                break;
            default:
                app.UseProxyAware();
                app.UseForwardedHeaders();
                break;
        }
    }

    private sealed class OddlyNamedStep(Microsoft.AspNetCore.Http.RequestDelegate next)
    {
        public Task Invoke(Microsoft.AspNetCore.Http.HttpContext context) => next(context);
    }

    private sealed class InterfaceStep : Microsoft.AspNetCore.Http.IMiddleware
    {
        public Task InvokeAsync(Microsoft.AspNetCore.Http.HttpContext context, Microsoft.AspNetCore.Http.RequestDelegate next) => next(context);
    }
}
