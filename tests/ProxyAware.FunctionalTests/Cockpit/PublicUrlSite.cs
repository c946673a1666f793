namespace ProxyAware.FunctionalTests.Cockpit;

/// <summary>The same layout on another port, with the public URL instead of the guide's origins: it tells port, links and origin at once.</summary>
public sealed class PublicUrlSite : SubdomainSite
{
    public override int? HttpsPort => 8443;

    public override string CockpitConf => """
        [WebService]
        ProtocolHeader = X-Forwarded-Proto
        """;

    public override IReadOnlyDictionary<string, string> Settings => new Dictionary<string, string>(StringComparer.Ordinal)
    {
        ["ProxyAware__PublicUrl"] = "https://cockpit.domain.tld:8443",
    };
}
