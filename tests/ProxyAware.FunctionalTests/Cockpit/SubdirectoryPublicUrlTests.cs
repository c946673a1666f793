namespace ProxyAware.FunctionalTests.Cockpit;

public sealed class SubdirectoryPublicUrlTests(SubdirectoryPublicUrlSite site) : CockpitRefusalTests(site), IClassFixture<SubdirectoryPublicUrlSite>;
