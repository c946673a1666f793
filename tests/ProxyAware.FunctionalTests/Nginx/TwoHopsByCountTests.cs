namespace ProxyAware.FunctionalTests.Nginx;

public sealed class TwoHopsByCountTests(TwoHopsSite site) : TwoHopsTests(site), IClassFixture<TwoHopsSite>;
