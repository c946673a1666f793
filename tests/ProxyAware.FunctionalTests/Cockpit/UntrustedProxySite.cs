namespace ProxyAware.FunctionalTests.Cockpit;

/// <summary>The first layout in front of an app on http that was told of another proxy: it would redirect for ever.</summary>
public sealed class UntrustedProxySite : SubdomainSite
{
    public override string AppUrl => "http://127.0.0.1:0";

    public override IReadOnlyDictionary<string, string> Settings => new Dictionary<string, string>(StringComparer.Ordinal)
    {
        ["ProxyAware__TrustProxy"] = "192.168.10.29",
    };
}
