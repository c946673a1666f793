namespace ProxyAware.FunctionalTests.Nginx;

public sealed class ForgedHeaderByAddressTests(InframSiteByAddress site) : ForgedHeaderTests(site), IClassFixture<InframSiteByAddress>;
