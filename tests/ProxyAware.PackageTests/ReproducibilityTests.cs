using ProxyAware.PackageTests.Rig;

namespace ProxyAware.PackageTests;

/// <summary>Whoever has the sources can make the same package, and so see that it was made from them.</summary>
[Collection(PackageGroup.Name)]
public sealed class ReproducibilityTests(PackageRig rig)
{
    [Theory]
    [InlineData(".nupkg")]
    [InlineData(".snupkg")]
    public async Task Pack_InAnotherFolderAndTimeZone_GivesTheSameBytes(string extension)
    {
        var (first, second) = await rig.TwiceAsync(extension);

        // Entry by entry first: that says where a difference is.
        Assert.Equal(first.Entries.Keys, second.Entries.Keys);
        Assert.All(first.Entries, entry => Assert.True(entry.Value.AsSpan().SequenceEqual(second.Entries[entry.Key]), entry.Key));
        Assert.True(first.Bytes.AsSpan().SequenceEqual(second.Bytes), "The entries are the same; the archives around them are not.");
    }
}
