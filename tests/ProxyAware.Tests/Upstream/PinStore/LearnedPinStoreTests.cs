using ProxyAware.Upstream.PinStore;

namespace ProxyAware.Tests.Upstream.PinStore;

/// <summary>What is learnt, when, and for whom.</summary>
public sealed class LearnedPinStoreTests : PinStoreOnDisk
{
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
}
