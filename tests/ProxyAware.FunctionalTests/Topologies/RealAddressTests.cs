namespace ProxyAware.FunctionalTests.Topologies;

public sealed class RealAddressTests(RealAddressSite site) : GuardedTopologyTests<RealAddressSite>(site);
