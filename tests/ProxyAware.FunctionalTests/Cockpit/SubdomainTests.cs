namespace ProxyAware.FunctionalTests.Cockpit;

public sealed class SubdomainTests(SubdomainSite site) : CockpitRefusalTests(site), IClassFixture<SubdomainSite>;
