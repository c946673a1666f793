namespace ProxyAware.PackageTests.Rig;

/// <summary>The tests that share one package.</summary>
[CollectionDefinition(Name)]
public sealed class PackageGroup : ICollectionFixture<PackageRig>
{
    public const string Name = "package";
}
