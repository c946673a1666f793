namespace ProxyAware.FunctionalTests.Topologies;

public sealed class SilentHAProxyTests(SilentHAProxySite site) : SilentSocketTests<SilentHAProxySite>(site);
