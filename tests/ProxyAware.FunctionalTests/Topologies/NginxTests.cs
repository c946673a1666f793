namespace ProxyAware.FunctionalTests.Topologies;

public sealed class NginxTests(NginxSite site) : GuardedTopologyTests<NginxSite>(site);
