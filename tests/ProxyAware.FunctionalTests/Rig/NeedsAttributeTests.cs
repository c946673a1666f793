using ProxyAware.FunctionalTests.Topologies;

namespace ProxyAware.FunctionalTests.Rig;

public sealed class NeedsAttributeTests
{
    [Theory]
    [InlineData(typeof(CaddyBehindNginxTests), typeof(CaddyBehindNginxSite))]
    [InlineData(typeof(SilentApacheTests), typeof(SilentApacheSite))] // what a site inherits
    public void Tests_NeedWhatTheirSiteNeeds(Type tests, Type site)
    {
        var reason = NeedsAttribute.SkipReasonOfSite(site);

        Assert.Equal(reason, NeedsAttribute.SkipReasonOf(tests));
    }

    /// <summary>A site that says nothing would fail instead of being skipped.</summary>
    [Fact]
    public void Sites_SayWhatTheyNeed()
    {
        var silent = typeof(TopologySite).Assembly.GetTypes()
            .Where(type => type.IsSubclassOf(typeof(TopologySite)) && !type.IsAbstract)
            .Where(type => !type.IsDefined(typeof(NeedsAttribute), inherit: true));

        Assert.Empty(silent);
    }

    [Needs("a-program-that-nobody-has")]
    private sealed class ImpossibleSite;

    private sealed class ImpossibleTests : IClassFixture<ImpossibleSite>;

    [Fact]
    public void Tests_WithoutTheirProgram_AreSkippedWithTheReason() => Assert.Equal(
        Programs.MustRun ? null : "a-program-that-nobody-has is not installed; CI installs it", NeedsAttribute.SkipReasonOf(typeof(ImpossibleTests)));
}
