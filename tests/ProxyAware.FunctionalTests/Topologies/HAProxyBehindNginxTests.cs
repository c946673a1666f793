namespace ProxyAware.FunctionalTests.Topologies;

public sealed class HAProxyBehindNginxTests(HAProxyBehindNginxSite site) : GuardedTopologyTests<HAProxyBehindNginxSite>(site);
