namespace ProxyAware.FunctionalTests.Topologies;

public sealed class CaddyRootTests(CaddyRootSite site) : GuardedTopologyTests<CaddyRootSite>(site);
