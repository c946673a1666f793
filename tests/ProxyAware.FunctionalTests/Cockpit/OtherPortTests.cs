namespace ProxyAware.FunctionalTests.Cockpit;

public sealed class OtherPortTests(OtherPortSite site) : CockpitRefusalTests(site), IClassFixture<OtherPortSite>;
