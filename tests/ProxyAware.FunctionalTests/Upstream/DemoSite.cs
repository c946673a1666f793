using ProxyAware.FunctionalTests.Rig;

namespace ProxyAware.FunctionalTests.Upstream;

/// <summary>The sample without a command: the console, and the edge that pins it. Its ports are free ones, so that several runs fit on a machine.</summary>
public sealed class DemoSite : IAsyncLifetime
{
    private const string Open = "Open ";

    private SampleApp? _demo;

    private string? _edge;

    internal string Edge => _edge ?? throw new InvalidOperationException("The demo does not run.");

    internal Visitor Visitor => EdgeVisitor.To(Edge);

    public async Task InitializeAsync()
    {
        _demo = await SampleApp.StartAsync([], ("Samples__Port", "0"), ("Edge__Port", "0"));
        var line = await _demo.OutputLineAsync(Open) ?? throw new InvalidOperationException(_demo.Output);
        _edge = line[(line.IndexOf(Open, StringComparison.Ordinal) + Open.Length)..].Split("/ in a browser")[0];
    }

    public async Task DisposeAsync() => await (_demo?.DisposeAsync() ?? default);
}
