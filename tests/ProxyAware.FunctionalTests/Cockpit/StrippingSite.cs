using ProxyAware.FunctionalTests.Documentation;

namespace ProxyAware.FunctionalTests.Cockpit;

/// <summary>An nginx that strips the root, says so in a header, and guards a page of the app.</summary>
public class StrippingSite() : CockpitSite("domain.tld")
{
    public override string Template => "guides/cockpit-nginx.md#stripping.conf";

    public override string Root => "/secret";

    public override bool RewritesPaths => true;

    public override string CockpitConf => PageBlock.Read("guides/cockpit-nginx.md#secret.cockpit.conf").Text;

    public override IReadOnlyDictionary<string, string> Settings => PageBlock.Read("guides/cockpit-nginx.md#stripping.env").Variables();
}
