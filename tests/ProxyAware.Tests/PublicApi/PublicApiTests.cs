using ProxyAware.Tests.Support;

namespace ProxyAware.Tests.PublicApi;

/// <summary>What users can see changes on purpose only. CONTRIBUTING.md says how the file is written anew.</summary>
public class PublicApiTests
{
    [Fact]
    public void PublicApi_OfTheAssembly_IsWhatWasReviewed() =>
        Snapshot.Matches("tests/ProxyAware.Tests/PublicApi/PublicApi.txt", PublicApiText.Of(typeof(ProxyAwareOptions).Assembly));

    [Fact]
    public void PublicTypes_Namespaces_AreTheLibrarysOrThoseOfWhatTheyExtend()
    {
        // Extension methods are found where the type that they extend is; everything else is in one namespace.
        Assert.All(typeof(ProxyAwareOptions).Assembly.GetExportedTypes(), type =>
        {
            var isExtensions = type is { IsAbstract: true, IsSealed: true } && type.Name.EndsWith("Extensions", StringComparison.Ordinal);
            Assert.Equal(isExtensions, type.Namespace != nameof(ProxyAware));
        });
    }

    [Fact]
    public void PublicClasses_ThatUsersCouldDeriveFrom_DoNotExist()
    {
        // A class is sealed, or only the library can construct what derives from it.
        Assert.All(typeof(ProxyAwareOptions).Assembly.GetExportedTypes().Where(type => type is { IsClass: true, IsSealed: false }), type =>
            Assert.DoesNotContain(type.GetConstructors(System.Reflection.BindingFlags.Instance | System.Reflection.BindingFlags.Public | System.Reflection.BindingFlags.NonPublic), PublicApiText.IsVisible));
    }
}
