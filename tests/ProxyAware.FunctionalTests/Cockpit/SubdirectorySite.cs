namespace ProxyAware.FunctionalTests.Cockpit;

/// <summary>The guide's <c>/secret/</c>, below a site with other content.</summary>
public class SubdirectorySite() : CockpitSite("domain.tld")
{
    public override string Template => "cockpit-subdirectory.conf";

    public override string Root => "/secret";

    public override bool RewritesPaths => true;

    public override string CockpitConf => """
        [WebService]
        Origins = https://domain.tld wss://domain.tld
        ProtocolHeader = X-Forwarded-Proto
        UrlRoot=/secret
        """;
}
