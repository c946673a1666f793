namespace ProxyAware.FunctionalTests.Topologies;

public sealed class HAProxyTests(HAProxySite site) : GuardedTopologyTests<HAProxySite>(site);
