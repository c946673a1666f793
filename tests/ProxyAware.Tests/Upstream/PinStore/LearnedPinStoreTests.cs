using System.Security.Cryptography;
using ProxyAware.Tests.Support;
using ProxyAware.Upstream.Pins;
using ProxyAware.Upstream.PinStore;

namespace ProxyAware.Tests.Upstream.PinStore;

public sealed class LearnedPinStoreTests : IDisposable
{
    private const string Key = "backend.test:443";

    private static readonly SpkiPin One = Pin(1);
    private static readonly SpkiPin Two = Pin(2);

    private readonly TemporaryFolder _folder = new();
    private readonly ManualTime _time = new(new DateTimeOffset(2030, 5, 6, 7, 8, 9, TimeSpan.Zero));

    private string File => Path.Combine(_folder.Path, "pins");

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task Check_FirstContact_LearnsAndKeeps()
    {
        using var store = Open();
        Assert.Equal(PinStoreStatus.Learned, await Check(store, One, "CN=backend.test"));
        Assert.Equal($"{Key} {One} 2030-05-06T07:08:09Z CN=backend.test\n", Text());
        Assert.Equal(PinStoreStatus.Match, await Check(store, One));

        var verdict = await store.CheckAsync(Key, Two, "x", mayLearn: true, default);
        Assert.Equal(new PinStoreVerdict(PinStoreStatus.Mismatch, One, 1), verdict);
        Assert.False(verdict.IsAccepted);

        using var later = Open();
        Assert.Equal(PinStoreStatus.Match, await Check(later, One));
        Assert.Equal(PinStoreStatus.Mismatch, await Check(later, Two));
        Assert.Single(Text().TrimEnd().Split('\n'));
    }

    [Fact]
    public async Task Check_NewFile_IsForTheOwnerOnly()
    {
        using var store = Open();
        await Check(store, One);
        if (!OperatingSystem.IsWindows())
        {
            Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, System.IO.File.GetUnixFileMode(File));
        }
    }

    [Fact]
    public async Task Check_EachBackend_HasItsOwnPin()
    {
        using var store = Open();
        await Check(store, One);
        Assert.Equal(PinStoreStatus.Learned, (await store.CheckAsync("backend.test:8443", Two, "x", true, default)).Status);
        Assert.Equal(PinStoreStatus.Match, await Check(store, One));
        Assert.Equal(PinStoreStatus.Match, (await store.CheckAsync("BACKEND.test:8443", Two, "x", true, default)).Status);
    }

    [Fact]
    public async Task Check_MayNotLearn_IsUnknownAndWritesNothing()
    {
        using var store = Open();
        var verdict = await store.CheckAsync(Key, One, "x", mayLearn: false, default);
        Assert.Equal(PinStoreStatus.Unknown, verdict.Status);
        Assert.False(verdict.IsAccepted);
        Assert.False(System.IO.File.Exists(File));

        Write($"other:1 {One} 2030-01-01T00:00:00Z x\n");
        Assert.Equal(PinStoreStatus.Unknown, (await store.CheckAsync(Key, One, "x", mayLearn: false, default)).Status);
        Assert.Single(Text().TrimEnd().Split('\n'));
    }

    [Fact]
    public async Task Check_LineDeleted_IsLearntAgainAndSaysSo()
    {
        using var store = Open();
        await Check(store, One);
        Write("");
        Assert.Equal(new PinStoreVerdict(PinStoreStatus.LearnedAgain, One), await store.CheckAsync(Key, Two, "x", true, default));
        Assert.Equal(PinStoreStatus.Match, await Check(store, Two));
        Assert.Equal(PinStoreStatus.Mismatch, await Check(store, One));
    }

    [Fact]
    public async Task Check_FileGoneLater_IsClosed()
    {
        using var store = Open();
        await Check(store, One);
        System.IO.File.Delete(File);
        Assert.Equal(PinStoreStatus.Unavailable, await Check(store, One));
        Assert.Equal(PinStoreStatus.Unavailable, await Check(store, Two));
        Assert.Equal(PinStoreStatus.Unavailable, (await store.CheckAsync(Key, One, "x", mayLearn: false, default)).Status);
        Assert.False(System.IO.File.Exists(File));

        Write($"{Key} {One} 2030-01-01T00:00:00Z x\n");
        Assert.Equal(PinStoreStatus.Match, await Check(store, One));
    }

    [Fact]
    public async Task Check_FileThereAtStartAndGone_IsClosed()
    {
        Write("");
        using var store = Open();
        System.IO.File.Delete(File);
        Assert.Equal(PinStoreStatus.Unavailable, await Check(store, One));
    }

    [Fact]
    public async Task Check_FileBecomesUnreadable_IsClosed()
    {
        using var store = Open();
        Directory.CreateDirectory(File);
        var verdict = await store.CheckAsync(Key, One, "x", true, default);
        Assert.Equal(PinStoreStatus.Unavailable, verdict.Status);
        Assert.False(string.IsNullOrEmpty(verdict.Reason));
    }

    [Fact]
    public async Task Check_FileTooLarge_IsClosed()
    {
        Write(new string('#', (4 * 1024 * 1024) + 1));
        using var store = Open();
        Assert.Equal(PinStoreStatus.Unavailable, await Check(store, One));
    }

    [Theory]
    [InlineData(Key + " sha256/short 2030-01-01T00:00:00Z x")]
    [InlineData(Key + " {0}")]
    [InlineData(Key + " {0} 2030-01-")]
    [InlineData(Key + " {0} yesterday x")]
    [InlineData(Key)]
    [InlineData("\tBACKEND.TEST:443 ")]
    public async Task Check_OwnLineBroken_IsClosedWithItsNumber(string line)
    {
        Write($"# pins\n\n{string.Format(System.Globalization.CultureInfo.InvariantCulture, line, One)}\n{Key} {One} 2030-01-01T00:00:00Z x\n");
        using var store = Open();
        var verdict = await store.CheckAsync(Key, One, "x", true, default);
        Assert.Equal(PinStoreStatus.Damaged, verdict.Status);
        Assert.Equal(3, verdict.Line);
        Assert.False(verdict.IsAccepted);
    }

    [Fact]
    public async Task Check_OtherLineBroken_ClosesOnlyLearning()
    {
        Write($"other broken\n{Key} {One} 2030-01-01T00:00:00Z x\n");
        using var store = Open();
        Assert.Equal(PinStoreStatus.Match, await Check(store, One));
        Assert.Equal(PinStoreStatus.Mismatch, await Check(store, Two));
        var verdict = await store.CheckAsync("new.test:443", One, "x", true, default);
        Assert.Equal((PinStoreStatus.Damaged, 1), (verdict.Status, verdict.Line));
    }

    [Fact]
    public async Task Check_TwoPinsForABackend_IsClosed()
    {
        Write($"{Key} {One} 2030-01-01T00:00:00Z x\n{Key} {One} 2030-01-01T00:00:00Z x\n");
        using var store = Open();
        Assert.Equal(PinStoreStatus.Match, await Check(store, One));
        Write($"{Key} {One} 2030-01-01T00:00:00Z x\n{Key} {Two} 2030-01-01T00:00:00Z x\n");
        foreach (var pin in new[] { One, Two })
        {
            var verdict = await store.CheckAsync(Key, pin, "x", true, default);
            Assert.Equal((PinStoreStatus.Damaged, 2), (verdict.Status, verdict.Line));
        }
    }

    [Theory]
    [InlineData("\uFEFF# made by hand\r\n" + Key + "\t{0}  2030-01-01T00:00:00Z")] // no end of line, tabs, no subject
    [InlineData("  " + Key + " {0} 2030-01-01T00:00:00Z CN=a, O=b c\n\n")]
    [InlineData(Key + " sha256/{1} 2030-01-01T00:00:00Z x\n")] // curl's spelling
    public async Task Check_LineWrittenByHand_IsRead(string text)
    {
        Write(string.Format(System.Globalization.CultureInfo.InvariantCulture, text, One, One.ToString()["sha256".Length..]));
        using var store = Open();
        Assert.Equal(PinStoreStatus.Match, await Check(store, One));
        Assert.Equal(PinStoreStatus.Learned, (await store.CheckAsync("b:1", Two, "", true, default)).Status);
        Assert.Equal(PinStoreStatus.Match, await Check(store, One));
        Assert.EndsWith($"\nb:1 {Two} 2030-05-06T07:08:09Z -\n", Text(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Check_HostileSubject_StaysOnItsLine()
    {
        using var store = Open();
        var forged = $"CN=x\nevil.test:443 {Two} 2030-01-01T00:00:00Z y\r\u2028\u0085\0\u202E";
        Assert.Equal(PinStoreStatus.Learned, await Check(store, One, forged));
        Assert.Equal(PinStoreStatus.Match, await Check(store, One));
        Assert.Equal(PinStoreStatus.Unknown, (await store.CheckAsync("evil.test:443", Two, "x", false, default)).Status);
        Assert.All(Text().TrimEnd('\n'), c => Assert.InRange(c, ' ', '…'));
    }

    [Theory]
    [InlineData("")]
    [InlineData("a b:1")]
    [InlineData("#a:1")]
    [InlineData("a\n:1")]
    [InlineData("ä:1")]
    public async Task Check_KeyThatCannotStandInALine_IsClosed(string key)
    {
        using var store = Open();
        Assert.Equal(PinStoreStatus.Unavailable, (await store.CheckAsync(key, One, "x", true, default)).Status);
        Assert.False(System.IO.File.Exists(File));
    }

    [Fact]
    public async Task Check_FiftyFirstContactsWithTwoPins_OneWins()
    {
        // Each with a store of its own, as so many processes have: only the lock on the file is between them.
        var stores = Enumerable.Range(0, 50).Select(_ => Open(TimeProvider.System)).ToList();
        using var start = new ManualResetEventSlim();
        var all = stores.Select((store, i) => Task.Run(async () =>
        {
            start.Wait();
            var pin = i % 2 == 0 ? One : Two;
            return (Pin: pin, Verdict: await store.CheckAsync(Key, pin, "x", mayLearn: true, default));
        })).ToList();
        start.Set();
        var results = await Task.WhenAll(all);

        var winner = Assert.Single(results, result => result.Verdict.Status == PinStoreStatus.Learned).Pin;
        Assert.All(results, result => Assert.Equal(result.Pin == winner, result.Verdict.IsAccepted));
        Assert.Equal(25, results.Count(result => result.Verdict.Status == PinStoreStatus.Mismatch && result.Verdict.Expected == winner));
        Assert.Single(Text().TrimEnd().Split('\n'));
        stores.ForEach(store => store.Dispose());
    }

    [Fact]
    public async Task Check_FiftyWhoAllSawNothing_OneWins()
    {
        // Who reads the file keeps others from writing: all have looked and found nothing before the first may write.
        Write("");
        var stores = Enumerable.Range(0, 50).Select(_ => Open()).ToList();
        List<Task<PinStoreVerdict>> checks;
        using (Reading())
        {
            checks = [.. stores.Select((store, i) => store.CheckAsync(Key, i % 2 == 0 ? One : Two, "x", mayLearn: true, default).AsTask())];
            await UntilWaiting(50);
        }

        await Finish(checks);
        var verdicts = await Task.WhenAll(checks);
        Assert.Single(verdicts, verdict => verdict.Status == PinStoreStatus.Learned);
        Assert.Equal(24, verdicts.Count(verdict => verdict.Status == PinStoreStatus.Match));
        Assert.Equal(25, verdicts.Count(verdict => verdict.Status == PinStoreStatus.Mismatch));
        Assert.Single(Text().TrimEnd().Split('\n'));
        stores.ForEach(store => store.Dispose());
    }

    [Fact]
    public async Task Check_FileGoneBetweenLookingAndLearning_IsClosed()
    {
        Write("");
        using var store = Open();
        List<Task<PinStoreVerdict>> checks;
        using (Reading())
        {
            checks = [store.CheckAsync(Key, One, "x", mayLearn: true, default).AsTask()];
            await UntilWaiting(1);
            System.IO.File.Delete(File);
        }

        await Finish(checks);
        Assert.Equal(PinStoreStatus.Unavailable, (await checks[0]).Status);
        Assert.False(System.IO.File.Exists(File));
    }

    [Fact]
    public async Task Check_ManyBackendsAtOnce_AllAreLearnt()
    {
        using var one = Open(TimeProvider.System);
        using var other = Open(TimeProvider.System);
        var verdicts = await Task.WhenAll(Enumerable.Range(0, 60).Select(i => Task.Run(async () =>
            await (i % 2 == 0 ? one : other).CheckAsync($"b{i}:1", Pin(i), "x", mayLearn: true, default))));
        Assert.All(verdicts, verdict => Assert.Equal(PinStoreStatus.Learned, verdict.Status));
        Assert.Equal(60, Text().TrimEnd().Split('\n').Length);
    }

    [Fact]
    public async Task Check_LockedForLong_IsClosedAtTheEnd()
    {
        Write("");
        using var store = Open();
        using (new FileStream(File, FileMode.Open, FileAccess.ReadWrite, FileShare.None))
        {
            var check = store.CheckAsync(Key, One, "x", true, default).AsTask();
            for (var i = 0; i < 1000 && !check.IsCompleted; i++)
            {
                _time.Advance(TimeSpan.FromMilliseconds(20));
                await Task.Yield();
            }

            Assert.Equal(PinStoreStatus.Unavailable, (await check.WaitAsync(TimeSpan.FromSeconds(30))).Status);

            using var cancelled = new CancellationTokenSource();
            var waiting = store.CheckAsync(Key, One, "x", true, cancelled.Token).AsTask();
            Assert.False(waiting.IsCompleted);
            await cancelled.CancelAsync();
            await Assert.ThrowsAnyAsync<OperationCanceledException>(() => waiting);
        }

        Assert.Equal(PinStoreStatus.Learned, await Check(store, One));
    }

    [Fact]
    public async Task Check_LinkedFile_IsChangedWhereItIs()
    {
        var target = _folder.Write("target", "");
        System.IO.File.CreateSymbolicLink(File, target);
        using var store = Open();
        Assert.Equal(PinStoreStatus.Learned, await Check(store, One));
        Assert.NotNull(new FileInfo(File).LinkTarget);
        Assert.StartsWith(Key, await System.IO.File.ReadAllTextAsync(target), StringComparison.Ordinal);
    }

    [Fact]
    public void TryOpen_WhereNothingCanWork_SaysWhy()
    {
        Assert.False(LearnedPinStore.TryOpen(_folder.Path, _time, out _, out var reason));
        Assert.Contains("is a folder", reason, StringComparison.Ordinal);
        Assert.False(LearnedPinStore.TryOpen(Path.Combine(_folder.Path, "no", "pins"), _time, out _, out reason));
        Assert.Contains("does not exist", reason, StringComparison.Ordinal);
        if (!OperatingSystem.IsWindows())
        {
            Write("");
            System.IO.File.SetUnixFileMode(File, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.OtherWrite);
            Assert.False(LearnedPinStore.TryOpen(File, _time, out _, out reason));
            Assert.Contains("everybody may write", reason, StringComparison.Ordinal);
        }
    }

    [Theory]
    [InlineData("backend.test", 443, "backend.test", "backend.test:443")]
    [InlineData("Backend.Test", 443, "backend.test", "backend.test:443")]
    [InlineData("10.0.0.7", 9090, "Cockpit.internal", "10.0.0.7:9090/cockpit.internal")]
    [InlineData("::1", 443, "::1", "[::1]:443")]
    [InlineData("[::1]", 443, "::1", "[::1]:443")]
    public void Key_OfAuthorityAndName_NamesBoth(string host, int port, string name, string expected)
    {
        Assert.Equal(expected, PinStoreKey.Of(host, port, name));
        Assert.True(PinStoreKey.IsValid(expected));
    }

    private static SpkiPin Pin(int number) => new(new Sha256Value(SHA256.HashData([(byte)number])));

    private static async Task<PinStoreStatus> Check(LearnedPinStore store, SpkiPin pin, string subject = "x") =>
        (await store.CheckAsync(Key, pin, subject, mayLearn: true, default)).Status;

    private LearnedPinStore Open(TimeProvider? time = null)
    {
        Assert.True(LearnedPinStore.TryOpen(File, time ?? _time, out var store, out var reason), reason);
        return store;
    }

    private FileStream Reading() => new(File, FileMode.Open, FileAccess.Read, FileShare.Read | FileShare.Delete);

    private async Task UntilWaiting(int count)
    {
        for (var i = 0; i < 3000 && _time.Armed < count; i++)
        {
            await Task.Delay(10);
        }

        Assert.Equal(count, _time.Armed);
    }

    private async Task Finish(List<Task<PinStoreVerdict>> checks)
    {
        for (var i = 0; i < 3000 && !checks.TrueForAll(check => check.IsCompleted); i++)
        {
            _time.Advance(TimeSpan.FromMilliseconds(20));
            await Task.Delay(1);
        }
    }

    private string Text() => System.IO.File.ReadAllText(File);

    private void Write(string text) => System.IO.File.WriteAllText(File, text);
}
