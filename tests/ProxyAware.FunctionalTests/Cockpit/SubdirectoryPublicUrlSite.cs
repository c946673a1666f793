namespace ProxyAware.FunctionalTests.Cockpit;

/// <summary>The same nginx, with the public URL instead of the guide's root and origins.</summary>
public sealed class SubdirectoryPublicUrlSite : SubdirectorySite
{
    public override string CockpitConf => """
        [WebService]
        ProtocolHeader = X-Forwarded-Proto
        """;

    public override IReadOnlyDictionary<string, string> Settings => new Dictionary<string, string>(StringComparer.Ordinal)
    {
        ["ProxyAware__PublicUrl"] = "https://domain.tld/secret/",
    };
}
