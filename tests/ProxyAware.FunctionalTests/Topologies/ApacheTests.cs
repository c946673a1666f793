namespace ProxyAware.FunctionalTests.Topologies;

public sealed class ApacheTests(ApacheSite site) : GuardedTopologyTests<ApacheSite>(site);
