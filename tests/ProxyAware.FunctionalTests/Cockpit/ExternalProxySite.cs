using ProxyAware.FunctionalTests.Documentation;

namespace ProxyAware.FunctionalTests.Cockpit;

/// <summary>The guide's proxy on another machine: the app has to be told its address, which a cockpit.conf cannot say.</summary>
public sealed class ExternalProxySite() : CockpitSite("domain.tld")
{
    public override string Template => "guides/cockpit-nginx.md#external.conf";

    public override string AppUrl => "https://127.0.0.15:0";

    public override string ProxyAddress => "127.0.0.29";

    public override string CockpitConf => PageBlock.Read("guides/cockpit-nginx.md#external.cockpit.conf").Text;

    public override IReadOnlyDictionary<string, string> Settings =>
        PageBlock.Read("guides/cockpit-nginx.md#external.env").Variables(("192.168.10.29", ProxyAddress));
}
