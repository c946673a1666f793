namespace ProxyAware.FunctionalTests.Recorded;

/// <summary>One site for each recording of a folder, started when it is first asked for.</summary>
/// <typeparam name="TProxy">The tests that name the folder.</typeparam>
public sealed class RecordedSites<TProxy> : IAsyncLifetime
    where TProxy : IRecordedProxy
{
    private readonly Dictionary<string, RecordedSite> _sites = new(StringComparer.Ordinal);

    public Task InitializeAsync() => Task.CompletedTask;

    public async Task DisposeAsync()
    {
        foreach (var site in _sites.Values)
        {
            await site.DisposeAsync();
        }
    }

    /// <summary>The tests of one class run one after another.</summary>
    internal async Task<RecordedSite> GetAsync(string name) =>
        _sites.TryGetValue(name, out var site) ? site : _sites[name] = await RecordedSite.StartAsync(TProxy.Folder, name);
}
