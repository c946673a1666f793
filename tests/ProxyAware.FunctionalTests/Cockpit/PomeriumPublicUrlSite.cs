using ProxyAware.FunctionalTests.Documentation;

namespace ProxyAware.FunctionalTests.Cockpit;

/// <summary>Pomerium's guide, and the one setting that makes links right.</summary>
public sealed class PomeriumPublicUrlSite : PomeriumSite
{
    public override string SelfOrigin => HttpsOrigin;

    public override IReadOnlyDictionary<string, string> Settings => PageBlock.Read("guides/pomerium.md#pomerium.env").Variables();
}
