namespace ProxyAware.FunctionalTests.Topologies;

public sealed class InframTests(InframSite site) : TopologyTests<InframSite>(site);
