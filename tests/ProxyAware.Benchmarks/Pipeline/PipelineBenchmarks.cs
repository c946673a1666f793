using ProxyAware.Benchmarks.Rig;

namespace ProxyAware.Benchmarks.Pipeline;

/// <summary>The whole of what is done to a request, by kinds of request.</summary>
public class PipelineBenchmarks : MiddlewareBenchmarks
{
    private protected override IEnumerable<Scenario> Scenarios =>
    [
        Make("GET", WholePipeline.Get),
        Make("POST", WholePipeline.Request("POST", "https").With("Origin", WholePipeline.Origin).With("Content-Length", "0")),
        Make("WebSocket", WholePipeline.Handshake),
        Make("redirect to https", WholePipeline.Request("GET", "http")),
        new(
            "GET without forwarding headers",
            new Chain(1).Request with { Start = $"GET {WholePipeline.Root}/orders?page=2 HTTP/1.1" },
            WholePipeline.Framework(refusesClearText: false),
            WholePipeline.ProxyAware(refusesClearText: false)),
    ];

    private static Scenario Make(string name, RequestText request) => new(name, request, WholePipeline.Framework(), WholePipeline.ProxyAware());
}
