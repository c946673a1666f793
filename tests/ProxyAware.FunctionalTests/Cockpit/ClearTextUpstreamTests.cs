namespace ProxyAware.FunctionalTests.Cockpit;

public sealed class ClearTextUpstreamTests(ClearTextUpstreamSite site) : CockpitRefusalTests(site), IClassFixture<ClearTextUpstreamSite>;
