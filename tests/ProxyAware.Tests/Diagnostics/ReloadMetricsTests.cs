using System.Diagnostics.Metrics;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using ProxyAware.Tests.Support;

namespace ProxyAware.Tests.Diagnostics;

public sealed class ReloadMetricsTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task Reloads_OfConfigurationAndFiles_AreCountedByKindAndResult()
    {
        var file = _folder.Write("proxies.txt", "10.0.0.1\n");
        var time = new ManualTimeProvider();
        var configuration = new ChangingConfiguration($"TrustProxy=file:{file}");
        await using var app = await TestApp.StartAsync(["Upstreams:x:Verification=System"], builder =>
        {
            builder.Services.AddSingleton<TimeProvider>(time);
            ((IConfigurationBuilder)builder.Configuration).Add(configuration);
        });
        using var recorder = new MeterRecorder(app.App.Services.GetRequiredService<IMeterFactory>());

        foreach (var content in new[] { "10.0.0.2\n", "nonsense\n", "10.0.0.3\n" })
        {
            File.WriteAllText(file, content);
            time.Advance(TimeSpan.FromSeconds(5));
        }

        configuration.Change($"TrustProxy=file:{file}", "HopCount=1");
        configuration.Change($"TrustProxy=file:{file}", "HopCount=1"); // the same mistake is no news
        configuration.Change($"TrustProxy=file:{file}", "UrlRoot=/a");
        Assert.Equal(
            new Dictionary<string, double>
            {
                ["kind=trust_file result=applied"] = 2,
                ["kind=trust_file result=refused"] = 1,
                ["kind=configuration result=refused"] = 1,
                ["kind=configuration result=applied"] = 1,
            },
            recorder.Sums("proxyaware.reloads"));
    }
}
