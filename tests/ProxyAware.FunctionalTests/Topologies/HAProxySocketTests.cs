namespace ProxyAware.FunctionalTests.Topologies;

public sealed class HAProxySocketTests(HAProxySocketSite site) : TopologyTests<HAProxySocketSite>(site);
