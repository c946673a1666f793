namespace ProxyAware.FunctionalTests.Cockpit;

public sealed class PomeriumTests(PomeriumSite site) : CockpitRedirectTests(site), IClassFixture<PomeriumSite>;
