using System.Diagnostics.Metrics;
using System.Text.RegularExpressions;
using Microsoft.Extensions.DependencyInjection;
using ProxyAware.Diagnostics;
using ProxyAware.Tests.Support;

namespace ProxyAware.Tests.Documentation;

public partial class MetricsDocumentationTests
{
    [Fact]
    public async Task Instruments_PageAndMeter_HaveTheSameOnes()
    {
        await using var app = await TestApp.StartAsync([]);
        app.App.Services.GetRequiredService<ProxyAwareMetrics>();
        using var recorder = new MeterRecorder(app.App.Services.GetRequiredService<IMeterFactory>());
        var page = File.ReadAllText(Path.Combine(Repository.Root(), "docs/metrics.md"));
        Assert.Equal(
            recorder.Instruments.Select(i => $"{i.Name} {Kind(i)} {i.Unit}").Order(StringComparer.Ordinal),
            Row().Matches(page).Select(m => $"{m.Groups["name"].Value} {m.Groups["kind"].Value} {m.Groups["unit"].Value}").Order(StringComparer.Ordinal));
        Assert.All(recorder.Instruments, i => Assert.NotEmpty(i.Description ?? ""));
    }

    private static string Kind(Instrument instrument) => instrument switch
    {
        Counter<long> => "counter",
        Histogram<double> => "histogram",
        ObservableGauge<double> => "observable gauge",
        _ => instrument.GetType().Name,
    };

    [GeneratedRegex("^\\| `(?<name>proxyaware[a-z._]+)` \\| (?<kind>[a-z ]+), `(?<unit>[^`]+)` \\|", RegexOptions.Multiline | RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Row();
}
