namespace ProxyAware.FunctionalTests.Cockpit;

public sealed class PomeriumPublicUrlTests(PomeriumPublicUrlSite site) : CockpitRedirectTests(site), IClassFixture<PomeriumPublicUrlSite>;
