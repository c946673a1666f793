using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.TestHost;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Diagnostics.HealthChecks;
using Microsoft.Extensions.Hosting;

namespace ProxyAware.Tests.Diagnostics.Health;

public class ProxyAwareHealthCheckTests
{
    [Theory]
    [InlineData(null, null, HealthStatus.Degraded, "PA3101")] // clear text, and nobody said so
    [InlineData("AllowUnencrypted", "true", HealthStatus.Healthy, "in force")]
    [InlineData("AllowUnencrypted", "false", HealthStatus.Healthy, "in force")]
    [InlineData("PublicUrl", "https://ops.example", HealthStatus.Healthy, "in force")]
    public async Task Check_ClearText_IsDegradedUntilSomebodySaidSo(string? key, string? value, HealthStatus expected, string description)
    {
        await using var app = await StartAsync(key, value);
        var entry = await CheckAsync(app);
        Assert.Equal(expected, entry.Status);
        Assert.Contains(description, entry.Description, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Check_ChangedConfigurationThatCannotBeUsed_IsDegradedUntilItIsMended()
    {
        await using var app = await StartAsync("AllowUnencrypted", "true");
        app.Configuration["ProxyAware:TrustProxy"] = "true";
        ((IConfigurationRoot)app.Configuration).Reload();
        var broken = await CheckAsync(app);
        Assert.Equal(HealthStatus.Degraded, broken.Status);
        Assert.Contains("PA1010", broken.Description, StringComparison.Ordinal);

        app.Configuration["ProxyAware:TrustProxy"] = "1";
        ((IConfigurationRoot)app.Configuration).Reload();
        Assert.Equal(HealthStatus.Healthy, (await CheckAsync(app)).Status);
    }

    [Fact]
    public async Task Check_WithAStatusOfItsOwn_ReportsThat()
    {
        await using var app = await StartAsync(key: null, value: null, HealthStatus.Unhealthy);
        Assert.Equal(HealthStatus.Unhealthy, (await CheckAsync(app)).Status);
    }

    private static async Task<HealthReportEntry> CheckAsync(WebApplication app) =>
        (await app.Services.GetRequiredService<HealthCheckService>().CheckHealthAsync()).Entries["proxyaware"];

    private static async Task<WebApplication> StartAsync(string? key, string? value, HealthStatus? failureStatus = null)
    {
        var builder = WebApplication.CreateBuilder();
        builder.WebHost.UseTestServer();
        if (key is not null)
        {
            builder.Configuration.AddInMemoryCollection([new("ProxyAware:" + key, value)]);
        }

        builder.AddProxyAware();
        builder.Services.AddHealthChecks().AddProxyAware(failureStatus: failureStatus);
        var app = builder.Build();
        await app.StartAsync();
        return app;
    }
}
