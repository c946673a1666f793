using ProxyAware.Tests.Support;
using ProxyAware.Upstream.Files;

namespace ProxyAware.Tests.Upstream.Files;

public sealed class WatchedFilesTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();
    private readonly ManualTime _time = new();
    private readonly WatchedFiles _files;
    private int _changes;

    public WatchedFilesTests() => _files = new WatchedFiles(_time, () => _changes++);

    public void Dispose()
    {
        _files.Dispose();
        _folder.Dispose();
    }

    [Fact]
    public void Poll_NothingChanged_SaysNothing()
    {
        _files.Watch([_folder.Write("a", "1"), Path("missing")]);
        _time.Advance(TimeSpan.FromMinutes(5));
        Assert.Equal(0, _changes);
    }

    [Fact]
    public void Poll_ContentChanged_IsNoticedWithinThreeSeconds()
    {
        _files.Watch([_folder.Write("a", "1"), _folder.Write("b", "1")]);
        _folder.Write("b", "22");
        _time.Advance(TimeSpan.FromSeconds(1.9));
        Assert.Equal(0, _changes);
        _time.Advance(TimeSpan.FromSeconds(1));
        Assert.Equal(1, _changes);
    }

    [Fact]
    public void Poll_SameSizeAndTime_IsNoticed()
    {
        var path = _folder.Write("a", "1");
        var written = File.GetLastWriteTimeUtc(path);
        _files.Watch([path]);
        _folder.Write("a", "2");
        File.SetLastWriteTimeUtc(path, written);
        Advance();
        Assert.Equal(1, _changes);
    }

    [Fact]
    public void Poll_FileGoneAndBackAsItWas_IsNoticedOnlyWhileItIsGone()
    {
        var path = _folder.Write("a", "1");
        _files.Watch([path]);
        File.Delete(path);
        Advance();
        Assert.Equal(1, _changes);
        _folder.Write("a", "1");
        Advance();
        Assert.Equal(1, _changes);
    }

    [Fact]
    public void Poll_MissingFileAppears_IsNoticed()
    {
        _files.Watch([Path("a")]);
        _folder.Write("a", "1");
        Advance();
        Assert.Equal(1, _changes);
    }

    [Fact]
    public void Poll_Emptied_IsNoticed()
    {
        _files.Watch([_folder.Write("a", "1")]);
        _folder.Write("a", "");
        Advance();
        Assert.Equal(1, _changes);
    }

    [Fact]
    public void Poll_FileLinkTurned_IsNoticed()
    {
        File.CreateSymbolicLink(Path("link"), _folder.Write("one", "1"));
        _files.Watch([Path("link")]);
        File.Delete(Path("link"));
        File.CreateSymbolicLink(Path("link"), _folder.Write("two", "2"));
        Advance();
        Assert.Equal(1, _changes);
    }

    [Fact]
    public void Poll_FolderLinkTurned_IsNoticed()
    {
        // As Kubernetes swaps a mounted secret: cert.pem -> ..data/cert.pem, and ..data -> a folder with a time in its name.
        Directory.CreateDirectory(Path("..1"));
        Directory.CreateDirectory(Path("..2"));
        _folder.Write("..1/cert.pem", "1");
        _folder.Write("..2/cert.pem", "2");
        Directory.CreateSymbolicLink(Path("..data"), "..1");
        File.CreateSymbolicLink(Path("cert.pem"), "..data/cert.pem");
        _files.Watch([Path("cert.pem")]);
        Directory.Delete(Path("..data"));
        Directory.CreateSymbolicLink(Path("..data"), "..2");
        Advance();
        Assert.Equal(1, _changes);
    }

    [Fact]
    public void Poll_BeingWritten_WaitsForTheEnd()
    {
        _files.Watch([_folder.Write("a", "1")]);
        _folder.Write("a", "12");
        _time.Advance(TimeSpan.FromSeconds(2.1));
        _folder.Write("a", "123");
        _time.Advance(TimeSpan.FromSeconds(0.2)); // the second look disagrees with the first
        Assert.Equal(0, _changes);
        _time.Advance(TimeSpan.FromSeconds(0.25));
        Assert.Equal(1, _changes);
    }

    [Fact]
    public void Watch_AfterAChange_MakesItKnown()
    {
        var path = _folder.Write("a", "1");
        _files.Watch([path]);
        _folder.Write("a", "2");
        Advance();
        _files.Watch([path]);
        _time.Advance(TimeSpan.FromMinutes(1));
        Assert.Equal(1, _changes);
        _folder.Write("a", "1");
        Advance();
        Assert.Equal(2, _changes);
    }

    [Fact]
    public void Watch_OtherFiles_ForgetsTheFirst()
    {
        _files.Watch([_folder.Write("a", "1")]);
        _files.Watch([_folder.Write("b", "1")]);
        _folder.Write("a", "2");
        Advance();
        Assert.Equal(0, _changes);
        _files.Watch([]);
        Assert.Equal(0, _time.Armed);
    }

    [Fact]
    public void Dispose_StopsPolling()
    {
        _files.Watch([_folder.Write("a", "1")]);
        Assert.Equal(1, _time.Armed);
        _files.Dispose();
        _files.Watch([Path("a")]);
        Assert.Equal(0, _time.Armed);
    }

    [Theory]
    [InlineData(9 * 1024 * 1024)]
    [InlineData(BoundedFile.MaxBytes)]
    public void Poll_LargestFileThatIsRead_IsNoticed(int length)
    {
        var content = new byte[length];
        File.WriteAllBytes(Path("large"), content);
        _files.Watch([Path("large")]);
        content[^1] = 1;
        File.WriteAllBytes(Path("large"), content);
        Advance();
        Assert.Equal(1, _changes);
    }

    [Fact]
    public void Fingerprint_AnyLength_IsThatOfWhatIsRead()
    {
        foreach (var length in new[] { 0, 1, 70_000, BoundedFile.MaxBytes, BoundedFile.MaxBytes + 1 })
        {
            File.WriteAllBytes(Path("a"), new byte[length]);
            BoundedFile.TryRead(Path("a"), out var content, out _);
            Assert.Equal(BoundedFile.FingerprintOf(content), BoundedFile.Fingerprint(Path("a")));
        }
    }

    [Fact]
    public void TryRead_UpToTheBound_ReadsAll()
    {
        var path = Path("large");
        File.WriteAllBytes(path, new byte[BoundedFile.MaxBytes]);
        Assert.True(BoundedFile.TryRead(path, out var content, out var reason), reason);
        Assert.Equal(BoundedFile.MaxBytes, content.Length);

        File.WriteAllBytes(path, new byte[BoundedFile.MaxBytes + 1]);
        Assert.False(BoundedFile.TryRead(path, out _, out reason));
        Assert.Contains("larger than 32 MiB", reason, StringComparison.Ordinal);

        Assert.False(BoundedFile.TryRead(_folder.Path, out _, out reason));
        Assert.Contains("cannot be read", reason, StringComparison.Ordinal);
    }

    [Fact]
    public void TryRead_FileThatClaimsNoLength_ReadsAll()
    {
        if (OperatingSystem.IsLinux())
        {
            Assert.True(BoundedFile.TryRead("/proc/self/status", out var content, out var reason), reason);
            Assert.True(content.Length > 200, $"{content.Length} bytes");
            Assert.Equal((byte)'\n', content[^1]);
        }
    }

    private void Advance() => _time.Advance(TimeSpan.FromSeconds(3));

    private string Path(string name) => System.IO.Path.Combine(_folder.Path, name);
}
