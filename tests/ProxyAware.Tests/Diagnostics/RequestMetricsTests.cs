using System.Diagnostics;
using System.Diagnostics.Metrics;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;
using ProxyAware.Tests.RealPipeline;
using ProxyAware.Tests.Support;

namespace ProxyAware.Tests.Diagnostics;

/// <summary>What is counted of requests and written onto their activities; never an address, an origin or a host.</summary>
public class RequestMetricsTests
{
    private const string Trusted = "TrustProxy=10.0.0.1";

    [Theory]
    [InlineData("", "10.0.0.1", "", "nobody_trusted")]
    [InlineData(Trusted, "10.0.0.2", "X-Forwarded-For: 203.0.113.9", "untrusted_peer")]
    [InlineData(Trusted + ";ForwardedForHeader=none", "10.0.0.1", "", "header_not_read")]
    [InlineData(Trusted, "10.0.0.1", "", "header_missing")]
    [InlineData(Trusted, "10.0.0.1", "X-Forwarded-For: 203.0.113.9", "resolved")]
    [InlineData(Trusted, "10.0.0.1", "X-Forwarded-For: 10.0.0.1", "all_trusted")]
    [InlineData("TrustProxy=2", "10.0.0.1", "X-Forwarded-For: 10.0.0.1", "short_chain")]
    [InlineData(Trusted, "10.0.0.1", "X-Forwarded-For: unknown", "hidden")]
    [InlineData(Trusted, "10.0.0.1", "X-Forwarded-For: x", "malformed")]
    public async Task Resolutions_AreCountedByReason(string settings, string peer, string headers, string reason)
    {
        await using var app = await PipeApp.StartAsync(settings + ";AllowUnencrypted=true");
        using var recorder = new MeterRecorder(app.Services.GetRequiredService<IMeterFactory>());
        await app.SendAsync("/", headers, peer: peer);
        await app.SendAsync("/", headers, peer: peer);
        Assert.Equal(2, recorder.Sums("proxyaware.resolutions")[$"reason={reason}"]);
    }

    [Theory]
    [InlineData("AllowUnencrypted=true;AllowedHosts=b.example", "GET", "", "enforced=True kind=host reason=not_allowed")]
    [InlineData("AllowUnencrypted=true;UrlRoot=/secret", "GET", "", "enforced=True kind=root reason=outside")]
    [InlineData("AllowUnencrypted=false", "POST", "", "enforced=True kind=transport reason=clear_text")]
    [InlineData("AllowUnencrypted=false", "GET", "X-Forwarded-Proto: https", "enforced=True kind=transport reason=loop_untrusted_peer")]
    [InlineData("AllowUnencrypted=false", "GET", "Sec-Fetch-Site: none", "enforced=True kind=transport reason=loop_browser_on_https")]
    [InlineData("AllowUnencrypted=true;TrustProxy=203.0.113.9", "GET", "X-Forwarded-For: x", "enforced=True kind=forwarding reason=malformed_header")]
    [InlineData("AllowUnencrypted=true", "POST", "Origin: https://evil.example", "enforced=True kind=unsafe_method reason=not_listed")]
    [InlineData("AllowUnencrypted=true;OriginMode=Report", "POST", "Origin: https://evil.example", "enforced=False kind=unsafe_method reason=not_listed")]
    public async Task Refusals_AreCountedByKindAndReason(string settings, string method, string headers, string tags)
    {
        await using var app = await PipeApp.StartAsync(settings);
        using var recorder = new MeterRecorder(app.Services.GetRequiredService<IMeterFactory>());
        await app.SendAsync("/x", headers, method);
        Assert.Equal(1, recorder.Sums("proxyaware.refusals")[tags]);
    }

    [Fact]
    public async Task Activity_OfTheRequest_HasTheDecisionAndNoAddress()
    {
        using var source = new ActivitySource(nameof(RequestMetricsTests));
        using var listener = new ActivityListener
        {
            ShouldListenTo = s => s.Name is "Microsoft.AspNetCore" or nameof(RequestMetricsTests),
            Sample = (ref ActivityCreationOptions<ActivityContext> _) => ActivitySamplingResult.AllData,
        };
        ActivitySource.AddActivityListener(listener);
        var tags = new Dictionary<string, object?>(StringComparer.Ordinal);
        await using var app = await PipeApp.StartAsync(Trusted + ";AllowUnencrypted=true", web => web.Use((context, next) =>
        {
            foreach (var (key, value) in Activity.Current!.TagObjects.Where(t => t.Key.StartsWith("proxyaware.", StringComparison.Ordinal)))
            {
                tags[key] = value;
            }

            return next(context);
        }));
        await app.SendAsync("/", "X-Forwarded-For: 203.0.113.9", peer: "10.0.0.1");
        Assert.Equal(
            "proxyaware.client.quality=Proxied proxyaware.hops=1 proxyaware.peer.trusted=True proxyaware.reason=Resolved",
            string.Join(' ', tags.OrderBy(t => t.Key, StringComparer.Ordinal).Select(t => $"{t.Key}={t.Value}")));
    }
}
