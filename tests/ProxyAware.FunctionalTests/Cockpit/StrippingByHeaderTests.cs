namespace ProxyAware.FunctionalTests.Cockpit;

public sealed class StrippingByHeaderTests(StrippingSite site) : StrippingTests(site), IClassFixture<StrippingSite>;
