namespace ProxyAware.Samples.Edge;

/// <summary>The console behind the edge: where it is, and the handler that verifies or pins it as the configuration says.</summary>
internal sealed class UpstreamConsole(IHttpMessageHandlerFactory handlers, IConfiguration configuration) : IDisposable
{
    public const string Name = "console";

    /// <summary>The setting that holds the URL of the console.</summary>
    public const string UrlKey = "Edge:Upstream";

    public Uri Url { get; } = new(configuration[UrlKey] ?? "https://localhost:5081");

    public HttpMessageInvoker Invoker { get; } = new(handlers.CreateHandler(Name), disposeHandler: false);

    public void Dispose() => Invoker.Dispose();
}
