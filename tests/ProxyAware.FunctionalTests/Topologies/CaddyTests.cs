namespace ProxyAware.FunctionalTests.Topologies;

public sealed class CaddyTests(CaddySite site) : GuardedTopologyTests<CaddySite>(site);
