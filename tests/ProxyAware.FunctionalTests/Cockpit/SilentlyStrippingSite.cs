namespace ProxyAware.FunctionalTests.Cockpit;

/// <summary>The same nginx, whose header is not read: the configuration says that it strips.</summary>
public sealed class SilentlyStrippingSite : StrippingSite
{
    public override IReadOnlyDictionary<string, string> Settings => new Dictionary<string, string>(StringComparer.Ordinal)
    {
        ["ProxyAware__UrlRootMode"] = "Stripped",
    };
}
