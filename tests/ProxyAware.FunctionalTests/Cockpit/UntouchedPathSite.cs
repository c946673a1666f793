namespace ProxyAware.FunctionalTests.Cockpit;

/// <summary>An app with a root behind an nginx that sends it everything, in the client's own spelling.</summary>
public sealed class UntouchedPathSite : SubdomainSite
{
    public override string Root => "/secret";

    public override string CockpitConf => """
        [WebService]
        Origins = https://cockpit.domain.tld wss://cockpit.domain.tld
        ProtocolHeader = X-Forwarded-Proto
        UrlRoot=/secret
        """;
}
