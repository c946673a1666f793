using ProxyAware.FunctionalTests.Documentation;

namespace ProxyAware.FunctionalTests.Cockpit;

/// <summary>The guide's first layout: one server block for both ports, in front of an app on https.</summary>
public class SubdomainSite() : CockpitSite("cockpit.domain.tld")
{
    public override string Template => "guides/cockpit-nginx.md#subdomain.conf";

    public override string CockpitConf => PageBlock.Read("guides/cockpit-nginx.md#cockpit.conf").Text;
}
