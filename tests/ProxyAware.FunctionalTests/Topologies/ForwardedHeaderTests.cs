namespace ProxyAware.FunctionalTests.Topologies;

public sealed class ForwardedHeaderTests(ForwardedHeaderSite site) : GuardedTopologyTests<ForwardedHeaderSite>(site);
