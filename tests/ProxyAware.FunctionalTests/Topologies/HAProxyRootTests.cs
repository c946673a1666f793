namespace ProxyAware.FunctionalTests.Topologies;

public sealed class HAProxyRootTests(HAProxyRootSite site) : GuardedTopologyTests<HAProxyRootSite>(site);
