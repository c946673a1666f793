using ProxyAware.FunctionalTests.Documentation;

namespace ProxyAware.FunctionalTests.Cockpit;

/// <summary>Pomerium's guide, with the entry in its origins that names another host. The app never sees the public host: links need the public URL.</summary>
public class PomeriumSite() : CockpitSite("cockpit.localhost.pomerium.io")
{
    public override string Template => "cockpit-pomerium.conf";

    public override string AppUrl => "http://127.0.0.1:0";

    public override string SelfOrigin => "https://localhost:9090";

    /// <summary>The guide has a blank at the end of the line, too.</summary>
    public override string CockpitConf => PageBlock.Read("guides/pomerium.md#cockpit.conf").With(("wss://localhost.pomerium.io", "wss://localhost.pomerium.io "));
}
