namespace ProxyAware.FunctionalTests.Cockpit;

/// <summary>An nginx that strips the root, says so in a header, and guards a page of the app.</summary>
public class StrippingSite() : CockpitSite("domain.tld")
{
    public override string Template => "cockpit-stripping.conf";

    public override string Root => "/secret";

    public override bool RewritesPaths => true;

    public override string CockpitConf => """
        [WebService]
        Origins = https://domain.tld wss://domain.tld
        ProtocolHeader = X-Forwarded-Proto
        UrlRoot=/secret
        """;

    public override IReadOnlyDictionary<string, string> Settings => new Dictionary<string, string>(StringComparer.Ordinal)
    {
        ["ProxyAware__ForwardedPrefixHeader"] = "X-Forwarded-Prefix",
    };
}
