namespace ProxyAware.FunctionalTests.Cockpit;

/// <summary>The first layout with the names that the app answers to.</summary>
public sealed class AllowedHostsSite : SubdomainSite
{
    public override IReadOnlyDictionary<string, string> Settings => new Dictionary<string, string>(StringComparer.Ordinal)
    {
        ["ProxyAware__AllowedHosts"] = "cockpit.domain.tld",
    };
}
