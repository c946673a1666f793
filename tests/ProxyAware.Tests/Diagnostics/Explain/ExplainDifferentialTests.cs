using System.Net;
using System.Net.Security;
using System.Net.Sockets;
using System.Text;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Connections.Features;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Primitives;
using ProxyAware.Diagnostics;
using ProxyAware.Diagnostics.Explain;
using ProxyAware.Forwarding;
using ProxyAware.Https;
using ProxyAware.Tests.RealPipeline;
using ProxyAware.Tests.Support;

namespace ProxyAware.Tests.Diagnostics.Explain;

/// <summary>What is explained offline is what a live app decides, whatever the request and the settings.</summary>
public sealed class ExplainDifferentialTests
{
    private static readonly string[] Configurations =
    [
        "",
        "TrustProxy=1",
        "TrustProxy=2;MalformedHeaders=Ignore",
        "TrustProxy=10.0.0.0/8, loopback;PublicUrl=https://ops.example.com/secret",
        "TrustProxy=private, unix;PublicUrl=http://ops.example.com:8080;AllowedHosts=a.example",
        "TrustProxy=any;ForwardedHostHeader=X-Forwarded-Host;ForwardedPortHeader=X-Forwarded-Port;ForwardedPrefixHeader=X-Forwarded-Prefix;AllowedHosts=ops.example.com, *.example;MalformedHeaders=Ignore",
        "TrustProxy=private, unix;ProxyHeaders=Forwarded;ForwardedHostHeader=Forwarded;AllowedHosts=ops.example.com, a.example, evil.example",
        "ProtocolHeader=X-Forwarded-Proto",
        "TrustProxy=private;ForwardedForHeader=X-Real-IP;ProtocolHeader=Front-End-Https;MalformedHeaders=Ignore",
        "ForTlsProxy=true;UrlRoot=/secret;ForwardedPrefixHeader=X-Forwarded-Prefix",
        "TrustProxy=3;UrlRoot=/secret;UrlRootMode=Stripped;AllowUnencrypted=false;UnencryptedPaths=/ping;UnencryptedPeers=10.1.0.0/16, 203.0.113.9",
        "TrustProxy=private;ForwardedPrefixHeader=X-Forwarded-Prefix;UrlRootMode=Kept;AllowUnencrypted=true",
        "AllowUnencrypted=true;StripUntrustedHeaders=false;TrustProxy=1;MalformedHeaders=Ignore",
        "AllowUnencrypted=true;OriginMode=Report",
        "AllowUnencrypted=true;Origins=https://*.example.net, https://a.example;AllowMissingOrigin=true;TrustProxy=1",
        "HttpsPort=8443;OriginMode=Off",
    ];

    public static TheoryData<string> AllConfigurations => new(Configurations);

    [Fact]
    public async Task Explain_AndTheLiveMiddleware_AgreeOnEveryRequest()
    {
        var live = new List<(PipeApp App, ProxyExplainer Explainer, string Settings)>();
        try
        {
            foreach (var settings in Configurations)
            {
                var development = live.Count % 4 == 3;
                var app = await PipeApp.StartAsync(settings, development: development);
                live.Add((app, Explainer(app, settings, development), settings));
            }

            var (compared, rejected) = (0, 0);
            var answers = new HashSet<string>(StringComparer.Ordinal);
            PropertyRun.ForAll(
                random => (
                    Configuration: random.Next(Configurations.Length),
                    Request: GeneratedRequest.Make(random, "10.0.0.5", "10.1.2.3", "127.0.0.1", "::1", "203.0.113.9", "192.168.1.1", "fd00::1", "2001:db8::1", "unix", "in-memory")),
                c =>
                {
                    var (app, explainer, settings) = live[c.Configuration];
                    if (Wait(CompareAsync(app, explainer, settings, c.Request)) is { } answer)
                    {
                        compared++;
                        answers.Add(answer);
                    }
                    else
                    {
                        rejected++;
                    }
                },
                cost: 4);
            Assert.True(compared > 10 * rejected, $"{compared} were compared, {rejected} never reach an app");
            Assert.Superset(
                new HashSet<string>(["Served", "Redirected", Codes.MalformedHeader, Codes.HostNotAllowed, Codes.OutsideRoot, Codes.HttpsRequired, Codes.LoopUntrustedPeer, Codes.InvalidHandshake, Codes.OriginNotAllowed]),
                answers);
        }
        finally
        {
            foreach (var (app, explainer, _) in live)
            {
                await explainer.DisposeAsync();
                await app.DisposeAsync();
            }
        }
    }

    [Theory]
    [MemberData(nameof(AllConfigurations))]
    public async Task Explain_AndARealServer_AgreeOnEveryByte(string settings)
    {
        const int Requests = 60;
        await using var app = await PipeApp.ListenAsync(settings, a => a.Run(AnswerAsync), httpsListeners: 1);
        await using var explainer = Explainer(app, settings, development: false);
        for (var seed = 0; seed < Requests; seed++)
        {
            var request = GeneratedRequest.Make(new Random(seed), "127.0.0.1");
            request = request with { Headers = [.. request.Headers, ("Connection", "close")] };
            var (answer, port) = await SendAsync(app, request);
            var live = PipeApp.Parse(answer);
            var given = $"{settings}\n{request}";
            try
            {
                var explanation = await explainer.ExplainAsync(request.ToText($"127.0.0.1:{port}"));
                Same(WholeDecision.Answer(live.Status, live.Header("Location"), live.Body, request.Method), WholeDecision.Answer(explanation.Verdict, request.Method), given);
                if (live.Status == 200 && request.Method != "HEAD")
                {
                    Same(live.Body, WholeDecision.Of(explanation), given);
                }
            }
            catch (FormatException exception)
            {
                // Kestrel answers with a status and nothing else; the explanation names it.
                Assert.Contains($" {live.Status}, ", exception.Message, StringComparison.Ordinal);
                Assert.Equal("", live.Body);
            }
        }
    }

    private static ProxyExplainer Explainer(PipeApp app, string settings, bool development)
    {
        var addresses = app.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()?.Addresses ?? [];
        return Explainers.With(settings, new() { IsDevelopment = development, ListenAddresses = [.. addresses] });
    }

    /// <returns>How both answered; null for what Kestrel itself refuses, which the in-memory server does not even read.</returns>
    private static async Task<string?> CompareAsync(PipeApp app, ProxyExplainer explainer, string settings, GeneratedRequest request)
    {
        ProxyExplanation explanation;
        try
        {
            explanation = await explainer.ExplainAsync(request.ToText());
        }
        catch (FormatException)
        {
            return null;
        }

        HttpContext context = null!;
        var response = await app.SendAsync(
            request.Target, method: request.Method, host: null, scheme: request.IsHttps ? "https" : "http", peer: request.PeerHasAddress ? request.Peer : null, path: request.Path,
            change: c => Apply(context = c, request));
        var given = $"{settings}\n{request}";
        var served = response.Status == 200;
        Same(WholeDecision.Answer(response.Status, response.Header("Location"), response.Body, request.Method), WholeDecision.Answer(explanation.Verdict, request.Method), given);
        Same(WholeDecision.Of(context, served), WholeDecision.Of(explanation), given);
        Same(Live(app, context, served).ToString(), (explanation with { Notes = [] }).ToString(), given);
        CompareHeaders(explanation, context.Request.Headers, served, settings.Contains("StripUntrustedHeaders=false", StringComparison.Ordinal), given);
        return explanation.Verdict.Code ?? $"{explanation.Verdict.Outcome}";
    }

    /// <summary>What the page of a running app says about its own request, which has lost its headers by then.</summary>
    private static ProxyExplanation Live(PipeApp app, HttpContext context, bool served) =>
        ExplanationBuilder.Build(context, (ProxyAwareFeature)context.Features.Get<IProxyAwareFeature>()!, app.Services.GetRequiredService<ServerListeners>(), served);

    private static void Apply(HttpContext context, GeneratedRequest request)
    {
        foreach (var (name, value) in request.Headers)
        {
            context.Request.Headers[name] = StringValues.Concat(context.Request.Headers[name], value);
        }

        context.Connection.RemotePort = context.Connection.RemoteIpAddress is null ? 0 : GeneratedRequest.PeerPort;
        if (request.Peer == "unix")
        {
            context.Features.Set<IConnectionEndPointFeature>(new UnixPeer());
        }
    }

    private static void CompareHeaders(ProxyExplanation explanation, IHeaderDictionary headers, bool served, bool keepsAll, string given)
    {
        if (!served)
        {
            return;
        }

        foreach (var header in explanation.Headers)
        {
            var isThere = headers.TryGetValue(header.Name, out var value);
            switch (header.Outcome)
            {
                case ExplainedHeaderOutcome.Removed:
                    Same("absent", isThere ? "present" : "absent", $"{header}\n{given}");
                    break;
                case ExplainedHeaderOutcome.Left:
                    Same("present", isThere ? "present" : "absent", $"{header}\n{given}");
                    break;
                default:
                    Same(header.Value!, keepsAll ? header.Value! : SafeText.Quote(value.ToString()), $"{header}\n{given}");
                    break;
            }
        }
    }

    /// <summary>Sends the bytes and reads until the server closes; the answer, and the port they came from.</summary>
    private static async Task<(string Answer, int Port)> SendAsync(PipeApp app, GeneratedRequest request)
    {
        using var client = new TcpClient();
        await client.ConnectAsync(IPAddress.Loopback, request.IsHttps ? app.HttpsPort : app.Port);
        await using Stream stream = request.IsHttps ? new SslStream(client.GetStream(), leaveInnerStreamOpen: false, (_, certificate, _, _) => certificate?.Subject == "CN=localhost") : client.GetStream();
        if (stream is SslStream tls)
        {
            await tls.AuthenticateAsClientAsync("localhost");
        }

        await stream.WriteAsync(Encoding.UTF8.GetBytes(request.ToWire().Replace("\n", "\r\n", StringComparison.Ordinal)));
        using var reader = new StreamReader(stream, Encoding.UTF8);
        return (await reader.ReadToEndAsync(), ((IPEndPoint)client.Client.LocalEndPoint!).Port);
    }

    private static Task AnswerAsync(HttpContext context)
    {
        var decision = Encoding.UTF8.GetBytes(WholeDecision.Of(context, served: true));
        context.Response.ContentLength = decision.Length;
        return context.Response.Body.WriteAsync(decision, context.RequestAborted).AsTask();
    }

    private static T Wait<T>(Task<T> task) => task.GetAwaiter().GetResult();

    private static void Same(string live, string explained, string given) => Assert.True(live == explained, $"live:      {live}\nexplained: {explained}\n{given}");

    private sealed class UnixPeer : IConnectionEndPointFeature
    {
        public EndPoint? LocalEndPoint { get; set; }

        public EndPoint? RemoteEndPoint { get; set; } = new UnixDomainSocketEndPoint("/peer");
    }
}
