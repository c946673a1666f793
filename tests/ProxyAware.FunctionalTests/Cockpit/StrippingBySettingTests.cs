namespace ProxyAware.FunctionalTests.Cockpit;

public sealed class StrippingBySettingTests(SilentlyStrippingSite site) : StrippingTests(site), IClassFixture<SilentlyStrippingSite>;
