namespace ProxyAware.FunctionalTests.Topologies;

public sealed class ApacheRootTests(ApacheRootSite site) : GuardedTopologyTests<ApacheRootSite>(site);
