namespace ProxyAware.FunctionalTests.Topologies;

public sealed class CaddySocketTests(CaddySocketSite site) : TopologyTests<CaddySocketSite>(site);
