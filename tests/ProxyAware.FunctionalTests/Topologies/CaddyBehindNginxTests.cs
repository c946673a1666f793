namespace ProxyAware.FunctionalTests.Topologies;

public sealed class CaddyBehindNginxTests(CaddyBehindNginxSite site) : GuardedTopologyTests<CaddyBehindNginxSite>(site);
