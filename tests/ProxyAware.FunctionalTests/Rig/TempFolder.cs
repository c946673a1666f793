namespace ProxyAware.FunctionalTests.Rig;

/// <summary>A folder that goes away with the test. Its path is short, because that of a Unix socket may have 107 bytes only.</summary>
internal sealed class TempFolder : IDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("pa");

    public string Path => _folder.FullName;

    public string File(string name) => System.IO.Path.Combine(Path, name);

    public void Dispose() => _folder.Delete(recursive: true);
}
