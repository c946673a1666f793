namespace ProxyAware.FunctionalTests.Cockpit;

/// <summary>The same layout where https is not on 443: nginx' <c>$host</c> loses the port, so redirects need to be told.</summary>
public sealed class OtherPortSite : SubdomainSite
{
    public override int? HttpsPort => 8443;

    public override string SelfOrigin => $"https://{Host}";

    public override string CockpitConf => """
        [WebService]
        Origins = https://cockpit.domain.tld:8443 wss://cockpit.domain.tld:8443
        ProtocolHeader = X-Forwarded-Proto
        """;

    public override IReadOnlyDictionary<string, string> Settings => new Dictionary<string, string>(StringComparer.Ordinal)
    {
        ["ProxyAware__HttpsPort"] = "8443",
    };
}
