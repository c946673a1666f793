namespace ProxyAware.FunctionalTests.Topologies;

public sealed class SilentApacheTests(SilentApacheSite site) : SilentSocketTests<SilentApacheSite>(site);
