namespace ProxyAware.FunctionalTests.Nginx;

public sealed class ForgedHeaderByCountTests(InframSite site) : ForgedHeaderTests(site), IClassFixture<InframSite>;
