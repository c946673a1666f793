using ProxyAware.FunctionalTests.Documentation;

namespace ProxyAware.FunctionalTests.Cockpit;

/// <summary>The guide's <c>/secret/</c>, below a site with other content.</summary>
public class SubdirectorySite() : CockpitSite("domain.tld")
{
    public override string Template => "guides/cockpit-nginx.md#secret.conf";

    public override string Root => "/secret";

    public override bool RewritesPaths => true;

    public override string CockpitConf => PageBlock.Read("guides/cockpit-nginx.md#secret.cockpit.conf").Text;
}
