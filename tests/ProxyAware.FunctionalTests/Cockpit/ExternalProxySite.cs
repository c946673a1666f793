namespace ProxyAware.FunctionalTests.Cockpit;

/// <summary>The guide's proxy on another machine: the app has to be told its address, which a cockpit.conf cannot say.</summary>
public sealed class ExternalProxySite() : CockpitSite("domain.tld")
{
    public override string Template => "cockpit-external.conf";

    public override string AppUrl => "https://127.0.0.15:0";

    public override string ProxyAddress => "127.0.0.29";

    public override string CockpitConf => """
        [WebService]
        Origins = https://domain.tld wss://domain.tld
        ProtocolHeader = X-Forwarded-Proto
        """;

    public override IReadOnlyDictionary<string, string> Settings => new Dictionary<string, string>(StringComparer.Ordinal)
    {
        ["ProxyAware__TrustProxy"] = "127.0.0.29",
    };
}
