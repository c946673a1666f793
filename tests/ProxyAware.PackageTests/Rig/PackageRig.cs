using ProxyAware.FunctionalTests.Rig;

namespace ProxyAware.PackageTests.Rig;

/// <summary>The package, made when it is first asked for, and the app of somebody who installs it.</summary>
public sealed class PackageRig : IAsyncLifetime
{
    private readonly TempFolder _folder = new();

    private readonly Lazy<Task<string>> _first;

    private readonly Lazy<Task<string>> _second;

    private readonly Lazy<Task<ConsumerApp>> _consumer;

    public PackageRig()
    {
        _first = new(() => PackAsync("sources", "Europe/Berlin"));
        _second = new(() => PackAsync(Path.Combine("another", "and much longer", "folder"), "Asia/Tokyo"));
        _consumer = new(async () => await ConsumerApp.MakeAsync(_folder.File("consumer"), (await PackageAsync()).Path));
    }

    public Task InitializeAsync() => Task.CompletedTask;

    public Task DisposeAsync()
    {
        _folder.Dispose();
        return Task.CompletedTask;
    }

    internal async Task<PackageFile> PackageAsync() => Find(await _first.Value, ".nupkg");

    internal async Task<PackageFile> SymbolsAsync() => Find(await _first.Value, ".snupkg");

    /// <summary>The same file of two packs from different folders, made at the same time.</summary>
    internal async Task<(PackageFile First, PackageFile Second)> TwiceAsync(string extension)
    {
        var folders = await Task.WhenAll(_first.Value, _second.Value);
        return (Find(folders[0], extension), Find(folders[1], extension));
    }

    internal Task<ConsumerApp> ConsumerAsync() => _consumer.Value;

    private static PackageFile Find(string folder, string extension) =>
        new(Directory.GetFiles(folder).Single(file => Path.GetExtension(file) == extension));

    private async Task<string> PackAsync(string name, string timeZone)
    {
        var (sources, packages) = (_folder.File(name), _folder.File($"packages-{timeZone.Replace('/', '-')}"));
        await RepositoryCopy.MakeAsync(sources);

        // The analyzers have had their say in the build that made these tests; they change nothing.
        await DotNet.RunAsync(
            ["pack", Path.Combine(sources, "src", "ProxyAware"), "-c", "Release", "-o", packages, "--disable-build-servers", "-p:ContinuousIntegrationBuild=true", "-p:RunAnalyzers=false"],
            ("TZ", timeZone));
        return packages;
    }
}
