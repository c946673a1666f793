namespace ProxyAware.FunctionalTests.Cockpit;

/// <summary>Pomerium's guide, and the one setting that makes links right.</summary>
public sealed class PomeriumPublicUrlSite : PomeriumSite
{
    public override string SelfOrigin => HttpsOrigin;

    public override IReadOnlyDictionary<string, string> Settings => new Dictionary<string, string>(StringComparer.Ordinal)
    {
        ["ProxyAware__PublicUrl"] = "https://cockpit.localhost.pomerium.io",
    };
}
