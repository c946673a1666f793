using ProxyAware.Upstream.PinStore;

namespace ProxyAware.Tests.Upstream.PinStore;

/// <summary>The file, as people and accidents leave it: what cannot be read is never taken for a key that is not known yet.</summary>
public sealed class PinStoreFileTests : PinStoreOnDisk
{
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
    public async Task Check_LinkedFile_IsChangedWhereItIs()
    {
        var target = Folder.Write("target", "");
        System.IO.File.CreateSymbolicLink(File, target);
        using var store = Open();
        Assert.Equal(PinStoreStatus.Learned, await Check(store, One));
        Assert.NotNull(new FileInfo(File).LinkTarget);
        Assert.StartsWith(Key, await System.IO.File.ReadAllTextAsync(target), StringComparison.Ordinal);
    }

    [Fact]
    public void TryOpen_WhereNothingCanWork_SaysWhy()
    {
        Assert.False(LearnedPinStore.TryOpen(Folder.Path, Time, out _, out var reason));
        Assert.Contains("is a folder", reason, StringComparison.Ordinal);
        Assert.False(LearnedPinStore.TryOpen(Path.Combine(Folder.Path, "no", "pins"), Time, out _, out reason));
        Assert.Contains("does not exist", reason, StringComparison.Ordinal);
        if (!OperatingSystem.IsWindows())
        {
            Write("");
            System.IO.File.SetUnixFileMode(File, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.OtherWrite);
            Assert.False(LearnedPinStore.TryOpen(File, Time, out _, out reason));
            Assert.Contains("everybody may write", reason, StringComparison.Ordinal);
        }
    }
}
