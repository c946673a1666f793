namespace ProxyAware.FunctionalTests.Cockpit;

/// <summary>The guide's first layout: one server block for both ports, in front of an app on https.</summary>
public class SubdomainSite() : CockpitSite("cockpit.domain.tld")
{
    public override string Template => "cockpit-subdomain.conf";

    public override string CockpitConf => """
        [WebService]
        Origins = https://cockpit.domain.tld wss://cockpit.domain.tld
        ProtocolHeader = X-Forwarded-Proto
        """;
}
