using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using ProxyAware.Tests.RealPipeline;

namespace ProxyAware.Tests.Endpoints;

public class ClearTextEndpointTests
{
    private const string Settings = "AllowUnencrypted=false;AllowedHosts=a.example";

    [Theory]
    [InlineData("GET", "/healthz", 200)]
    [InlineData("POST", "/healthz", 403)] // the mark is that of the GET
    [InlineData("GET", "/healthz/", 200)] // as routing has it
    [InlineData("GET", "/HEALTHZ", 200)]
    [InlineData("GET", "/healthz/x", 307)]
    [InlineData("GET", "/items/7", 200)]
    [InlineData("GET", "/items/x", 307)] // the constraint does not hold
    [InlineData("GET", "/items/1", 307)] // a more specific endpoint answers
    [InlineData("GET", "/nothing", 307)] // the fallback, which has no mark
    [InlineData("POST", "/nothing", 403)]
    [InlineData("GET", "/group/open", 200)]
    [InlineData("GET", "/group/closed", 307)] // taken back
    [InlineData("GET", "/short", 200)]
    [InlineData("GET", "/short-closed", 307)]
    public async Task ClearText_Endpoint_OnlyTheOneThatWouldAnswerCounts(string method, string target, int status)
    {
        await using var app = await PipeApp.StartAsync(Settings, Map);
        var response = await app.SendAsync(target, method: method);
        Assert.Equal(status, response.Status);
        Assert.Equal(status == 200, response.Body.Length > 0 && !response.Body.StartsWith("PA", StringComparison.Ordinal));

        // What may be asked for in clear text may be asked for by any name, and nothing else.
        Assert.Equal(status == 200 ? 200 : 400, (await app.SendAsync(target, method: method, host: "10.1.2.3:8080")).Status);
        Assert.Equal(400, (await app.SendAsync(target, method: method, host: "evil.example/x")).Status);
    }

    [Theory]
    [InlineData("GET", "/healthz", 200)] // a probe knows of no root
    [InlineData("GET", "/secret/healthz", 200)]
    [InlineData("POST", "/healthz", 404)]
    [InlineData("GET", "/items/7", 200)]
    [InlineData("GET", "/items/1", 404)]
    [InlineData("GET", "/nothing", 404)]
    [InlineData("GET", "/secret/items/1", 307)]
    public async Task OutsideTheRoot_Endpoint_AnswersThereToo(string method, string target, int status)
    {
        await using var app = await PipeApp.StartAsync(Settings + ";UrlRoot=/secret", Map);
        Assert.Equal(status, (await app.SendAsync(target, method: method)).Status);
    }

    [Fact]
    public async Task OutsideTheRoot_EndpointWithoutMark_IsNotTheAppsOverHttpsEither()
    {
        await using var app = await PipeApp.StartAsync("UrlRoot=/secret;PublicUrl=https://a.example", Map);
        Assert.Equal(404, (await app.SendAsync("/items/1", scheme: "https")).Status);
        Assert.Equal(200, (await app.SendAsync("/secret/items/1", scheme: "https")).Status);
        Assert.Equal(200, (await app.SendAsync("/healthz", scheme: "https")).Status);
    }

    [Fact]
    public async Task Probe_Endpoints_NeverRun()
    {
        var runs = 0;
        await using var app = await PipeApp.StartAsync(Settings, a =>
        {
            a.MapGet("/closed", () => ++runs).ShortCircuit();
            a.MapGet("/open", () => ++runs).ShortCircuit().AllowUnencrypted();
        });
        Assert.Equal(307, (await app.SendAsync("/closed")).Status);
        Assert.Equal(0, runs);
        Assert.Equal(200, (await app.SendAsync("/open")).Status);
        Assert.Equal(1, runs);
    }

    [Fact]
    public async Task Probe_Routing_LeavesNothingOnTheRequest()
    {
        var filter = new Between();
        await using var app = await PipeApp.StartAsync(
            Settings,
            a => a.MapPost("/items/{id}", (string id) => id).AllowUnencrypted().WithMetadata(new RequestSizeLimitAttribute(7)),
            b => b.Services.AddSingleton<Microsoft.AspNetCore.Hosting.IStartupFilter>(filter));
        var body = new BodySize();
        Assert.Equal("8", (await app.SendAsync("/items/8", method: "POST", change: c => c.Features.Set<IHttpMaxRequestBodySizeFeature>(body))).Body);
        Assert.Equal((true, true, 0, 1L), filter.Seen);
        Assert.Equal(7, body.MaxRequestBodySize); // routing itself set it afterwards
    }

    [Fact]
    public async Task Probe_EndpointAddedLater_IsSeen()
    {
        var source = new GrowingDataSource();
        await using var app = await PipeApp.StartAsync(Settings, a => ((IEndpointRouteBuilder)a).DataSources.Add(source));
        Assert.Equal(307, (await app.SendAsync("/late")).Status);
        source.Add("/late");
        Assert.Equal(200, (await app.SendAsync("/late")).Status);
    }

    [Fact]
    public async Task ClearText_HostConstraint_Counts()
    {
        await using var app = await PipeApp.StartAsync("AllowUnencrypted=false", a => a.MapGet("/x", () => "x").RequireHost("a.example").AllowUnencrypted());
        Assert.Equal(200, (await app.SendAsync("/x")).Status);
        Assert.Equal(307, (await app.SendAsync("/x", host: "b.example")).Status);
    }

    [Fact]
    public async Task ClearText_HealthChecks_AsInTheReadme()
    {
        await using var app = await PipeApp.StartAsync(
            "PublicUrl=https://a.example/cockpit", a => a.MapHealthChecks("/healthz").AllowUnencrypted(), b => b.Services.AddHealthChecks());
        var response = await app.SendAsync("/healthz", host: "10.1.2.3:8080", peer: "10.0.0.9");
        Assert.Equal(200, response.Status);
        Assert.NotEmpty(response.Body);
    }

    [Fact]
    public async Task ClearText_ControllerAction_ByAttribute()
    {
        await using var app = await PipeApp.StartAsync(
            Settings, a => a.MapControllers(), b => b.Services.AddControllers().AddApplicationPart(typeof(ClearTextController).Assembly));
        Assert.Equal(200, (await app.SendAsync("/clear-text/open")).Status);
        Assert.Equal(307, (await app.SendAsync("/clear-text/closed")).Status);
    }

    private static void Map(WebApplication app)
    {
        app.MapGet("/healthz", () => "ok").AllowUnencrypted();
        app.MapPost("/healthz", () => "no");
        app.MapGet("/items/{id:int}", (int id) => $"item {id}").AllowUnencrypted();
        app.MapGet("/items/1", () => "one");
        app.MapFallback(() => "fallback");
        var group = app.MapGroup("/group").AllowUnencrypted();
        group.MapGet("/open", () => "open");
        group.MapGet("/closed", [AllowUnencrypted(false)] () => "closed");
        app.MapGet("/short", () => "short").AllowUnencrypted().ShortCircuit();
        app.MapGet("/short-closed", () => "short").ShortCircuit(200);
    }

    /// <summary>Stands between ProxyAware and routing.</summary>
    private sealed class Between : Microsoft.AspNetCore.Hosting.IStartupFilter
    {
        public (bool Ran, bool NoEndpoint, int Values, long? Limit) Seen { get; private set; }

        public Action<IApplicationBuilder> Configure(Action<IApplicationBuilder> next) => app =>
        {
            app.Use((context, rest) =>
            {
                Seen = (true, context.GetEndpoint() is null, context.Request.RouteValues.Count, context.Features.Get<IHttpMaxRequestBodySizeFeature>()!.MaxRequestBodySize);
                return rest(context);
            });
            next(app);
        };
    }

    private sealed class BodySize : IHttpMaxRequestBodySizeFeature
    {
        public bool IsReadOnly => false;

        public long? MaxRequestBodySize { get; set; } = 1;
    }

    private sealed class GrowingDataSource : EndpointDataSource
    {
        private CancellationTokenSource _change = new();
        private Endpoint[] _endpoints = [];

        public override IReadOnlyList<Endpoint> Endpoints => _endpoints;

        public override Microsoft.Extensions.Primitives.IChangeToken GetChangeToken() => new Microsoft.Extensions.Primitives.CancellationChangeToken(_change.Token);

        public void Add(string pattern)
        {
            var builder = new RouteEndpointBuilder(c => c.Response.WriteAsync("late"), Microsoft.AspNetCore.Routing.Patterns.RoutePatternFactory.Parse(pattern), 0);
            builder.Metadata.Add(new AllowUnencryptedAttribute());
            _endpoints = [.. _endpoints, builder.Build()];
            var old = _change;
            _change = new();
            old.Cancel();
        }
    }
}

[ApiController]
[Route("clear-text")]
public class ClearTextController : ControllerBase
{
    [HttpGet("open")]
    [AllowUnencrypted]
    public string Open() => "open";

    [HttpGet("closed")]
    public string Closed() => "closed";
}
