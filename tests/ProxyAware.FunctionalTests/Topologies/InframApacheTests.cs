namespace ProxyAware.FunctionalTests.Topologies;

public sealed class InframApacheTests(InframApacheSite site) : TopologyTests<InframApacheSite>(site);
