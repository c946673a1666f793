using ProxyAware.FunctionalTests.Rig;
using TestPki = ProxyAware.Tests.Upstream.Pki.TestPki;

namespace ProxyAware.FunctionalTests.Upstream;

/// <summary>The edge alone in front of the console alone, which serves https with a certificate that it signed itself.</summary>
internal sealed class EdgeSite : IAsyncDisposable
{
    private readonly BackendFiles _files;

    private readonly SampleApp _console;

    private EdgeSite(BackendFiles files, SampleApp console, SampleApp edge)
    {
        _files = files;
        _console = console;
        Edge = edge;
    }

    public SampleApp Edge { get; }

    public Visitor Visitor => EdgeVisitor.To(Edge.Url);

    /// <summary>Starts both.</summary>
    /// <param name="settings">The settings below the upstream; a value of <c>@CA@</c> is the file of the console's certificate.</param>
    public static async Task<EdgeSite> StartAsync(params (string Name, string Value)[] settings)
    {
        var files = new BackendFiles();
        SampleApp? console = null;
        try
        {
            var certificate = files.Certificate(TestPki.SelfSigned);
            console = await SampleApp.StartAsync(
                ("ASPNETCORE_URLS", "https://127.0.0.1:0"),
                ("ASPNETCORE_Kestrel__Certificates__Default__Path", certificate),
                ("ASPNETCORE_Kestrel__Certificates__Default__KeyPath", files.Key(TestPki.SelfSigned)),
                ("TRUST_PROXY", "1"));
            var edge = await SampleApp.StartAsync(
                ["edge"],
                [
                    ("Edge__Port", "0"),
                    ("Edge__Upstream", console.Url),
                    .. settings.Select(s => ($"ProxyAware__Upstreams__console__{s.Name}", s.Value.Replace("@CA@", certificate, StringComparison.Ordinal))),
                ]);
            return new(files, console, edge);
        }
        catch
        {
            await (console?.DisposeAsync() ?? default);
            files.Dispose();
            throw;
        }
    }

    public async ValueTask DisposeAsync()
    {
        await Edge.DisposeAsync();
        await _console.DisposeAsync();
        _files.Dispose();
    }
}
