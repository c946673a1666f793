namespace ProxyAware.FunctionalTests.Topologies;

public sealed class NginxSocketTests(NginxSocketSite site) : TopologyTests<NginxSocketSite>(site);
