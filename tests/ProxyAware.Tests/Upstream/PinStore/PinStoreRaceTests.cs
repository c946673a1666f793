using ProxyAware.Upstream.PinStore;

namespace ProxyAware.Tests.Upstream.PinStore;

/// <summary>Several who learn at once, in one process or many.</summary>
public sealed class PinStoreRaceTests : PinStoreOnDisk
{
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
                Time.Advance(TimeSpan.FromMilliseconds(20));
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
}
