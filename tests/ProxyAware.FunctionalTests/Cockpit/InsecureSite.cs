namespace ProxyAware.FunctionalTests.Cockpit;

/// <summary>The guide's insecure connections: the app on http, for whoever wants it so.</summary>
public sealed class InsecureSite : SubdomainSite
{
    public override string AppUrl => "http://127.0.0.1:0";

    public override string CockpitConf => """
        [WebService]
        Origins = https://cockpit.domain.tld wss://cockpit.domain.tld
        ProtocolHeader = X-Forwarded-Proto
        AllowUnencrypted=true
        """;
}
