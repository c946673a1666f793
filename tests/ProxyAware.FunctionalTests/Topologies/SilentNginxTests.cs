namespace ProxyAware.FunctionalTests.Topologies;

public sealed class SilentNginxTests(SilentNginxSite site) : SilentSocketTests<SilentNginxSite>(site);
