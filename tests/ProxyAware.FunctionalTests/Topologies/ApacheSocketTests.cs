namespace ProxyAware.FunctionalTests.Topologies;

public sealed class ApacheSocketTests(ApacheSocketSite site) : TopologyTests<ApacheSocketSite>(site);
