using ProxyAware.FunctionalTests.Documentation;

namespace ProxyAware.FunctionalTests.Cockpit;

/// <summary>The guide's insecure connections: the app on http, for whoever wants it so.</summary>
public sealed class InsecureSite : SubdomainSite
{
    public override string AppUrl => "http://127.0.0.1:0";

    public override string CockpitConf => PageBlock.Read("guides/cockpit-nginx.md#insecure.cockpit.conf").Text;
}
