using System.Security.Cryptography;
using ProxyAware.Tests.Support;
using ProxyAware.Upstream.Pins;
using ProxyAware.Upstream.PinStore;

namespace ProxyAware.Tests.Upstream.PinStore;

/// <summary>A pin store in a folder of its own, and a clock that is moved by hand.</summary>
public abstract class PinStoreOnDisk : IDisposable
{
    private protected const string Key = "backend.test:443";

    private protected static readonly SpkiPin One = Pin(1);
    private protected static readonly SpkiPin Two = Pin(2);

    private protected TemporaryFolder Folder { get; } = new();
    private protected ManualTime Time { get; } = new(new DateTimeOffset(2030, 5, 6, 7, 8, 9, TimeSpan.Zero));

    private protected string File => Path.Combine(Folder.Path, "pins");

    public void Dispose()
    {
        Folder.Dispose();
        GC.SuppressFinalize(this);
    }

    private protected static SpkiPin Pin(int number) => new(new Sha256Value(SHA256.HashData([(byte)number])));

    private protected static async Task<PinStoreStatus> Check(LearnedPinStore store, SpkiPin pin, string subject = "x") =>
        (await store.CheckAsync(Key, pin, subject, mayLearn: true, default)).Status;

    private protected LearnedPinStore Open(TimeProvider? time = null)
    {
        Assert.True(LearnedPinStore.TryOpen(File, time ?? Time, out var store, out var reason), reason);
        return store;
    }

    private protected FileStream Reading() => new(File, FileMode.Open, FileAccess.Read, FileShare.Read | FileShare.Delete);

    private protected async Task UntilWaiting(int count)
    {
        for (var i = 0; i < 3000 && Time.Armed < count; i++)
        {
            await Task.Delay(10);
        }

        Assert.Equal(count, Time.Armed);
    }

    private protected async Task Finish(List<Task<PinStoreVerdict>> checks)
    {
        for (var i = 0; i < 3000 && !checks.TrueForAll(check => check.IsCompleted); i++)
        {
            Time.Advance(TimeSpan.FromMilliseconds(20));
            await Task.Delay(1);
        }
    }

    private protected string Text() => System.IO.File.ReadAllText(File);

    private protected void Write(string text) => System.IO.File.WriteAllText(File, text);
}
