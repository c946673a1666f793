using System.Buffers.Binary;
using System.Reflection.Metadata;
using System.Reflection.PortableExecutable;
using System.Text.RegularExpressions;
using ProxyAware.PackageTests.Rig;
using ProxyAware.Tests.Support;

namespace ProxyAware.PackageTests;

[Collection(PackageGroup.Name)]
public sealed partial class ContentTests(PackageRig rig)
{
    [Fact]
    public async Task Package_Files_AreTheseAndTheDocuments()
    {
        var package = await rig.PackageAsync();
        string[] expected =
        [
            "CHANGELOG.md", "ConfigurationSchema.json", "ProxyAware.nuspec", "README.md", "SECURITY.md", "[Content_Types].xml", "_rels/.rels", "buildTransitive/net10.0/ProxyAware.targets", "icon.png",
            "lib/net10.0/ProxyAware.dll", "lib/net10.0/ProxyAware.xml", "package/services/metadata/core-properties/nuget.psmdcp",
        ];
        Assert.Equal(expected, package.Entries.Keys.Where(name => !name.StartsWith("docs/", StringComparison.Ordinal)).Order(StringComparer.Ordinal));
        var documents = Directory.EnumerateFiles(Path.Combine(Repository.Root(), "docs"), "*.md", SearchOption.AllDirectories);
        Assert.Equal(
            documents.Select(file => Path.GetRelativePath(Repository.Root(), file).Replace('\\', '/')).Order(StringComparer.Ordinal),
            package.Entries.Keys.Where(name => name.StartsWith("docs/", StringComparison.Ordinal)).Order(StringComparer.Ordinal));
    }

    [Fact]
    public async Task Package_Metadata_SaysWhatTheGalleryShows()
    {
        var package = await rig.PackageAsync();
        Assert.Equal("ProxyAware", package.Value("id"));
        Assert.Matches("^1\\.[0-9]+\\.[0-9]+(-[a-z]+\\.[0-9]+)?$", package.Version);
        Assert.Equal("MIT", package.Value("license"));
        Assert.Equal("README.md", package.Value("readme"));
        Assert.Equal("icon.png", package.Value("icon"));
        Assert.False(string.IsNullOrWhiteSpace(package.Value("authors")));
        Assert.InRange(package.Value("description")!.Length, 100, 4000);
        Assert.InRange(package.Value("tags")!.Split(' ').Length, 5, 10);
        Assert.Contains("Trusted-proxy resolution", package.Value("releaseNotes"), StringComparison.Ordinal);
        Assert.Equal(await RepositoryCopy.CommitAsync(), (string?)package.Element("repository")?.Attribute("commit"));
    }

    [Fact]
    public async Task Package_Dependencies_AreTheFrameworkAlone()
    {
        var package = await rig.PackageAsync();
        Assert.DoesNotContain(package.Metadata.Descendants(), element => element.Name.LocalName == "dependency");
        Assert.Equal("Microsoft.AspNetCore.App", (string?)Assert.Single(package.Metadata.Descendants(), element => element.Name.LocalName == "frameworkReference").Attribute("name"));
    }

    [Fact]
    public async Task Package_Icon_IsSquareAndSmall()
    {
        var icon = (await rig.PackageAsync()).Entries["icon.png"];
        Assert.Equal([0x89, (byte)'P', (byte)'N', (byte)'G', 0x0d, 0x0a, 0x1a, 0x0a], icon[..8]);
        Assert.Equal(128, BinaryPrimitives.ReadInt32BigEndian(icon.AsSpan(16)));
        Assert.Equal(128, BinaryPrimitives.ReadInt32BigEndian(icon.AsSpan(20)));
        Assert.InRange(icon.Length, 100, 64 * 1024);
    }

    [Fact]
    public async Task Package_Readme_LinksToNothingBesideIt() =>
        Assert.DoesNotMatch(RelativeLink(), (await rig.PackageAsync()).Text("README.md"));

    [Fact]
    public async Task Symbols_BelongToTheAssembly_AndNameNoFolderOfThisMachine()
    {
        using var assembly = new PEReader(new MemoryStream((await rig.PackageAsync()).Entries["lib/net10.0/ProxyAware.dll"]));
        using var symbols = MetadataReaderProvider.FromPortablePdbStream(new MemoryStream((await rig.SymbolsAsync()).Entries["lib/net10.0/ProxyAware.pdb"]));
        var reader = symbols.GetMetadataReader();
        var wanted = assembly.ReadCodeViewDebugDirectoryData(assembly.ReadDebugDirectory().Single(entry => entry.Type == DebugDirectoryEntryType.CodeView));
        Assert.Equal(wanted.Guid, new BlobContentId(reader.DebugMetadataHeader!.Id).Guid);
        Assert.All(reader.Documents, document => Assert.StartsWith("/_", reader.GetString(reader.GetDocument(document).Name), StringComparison.Ordinal));
        Assert.StartsWith("/_", wanted.Path, StringComparison.Ordinal);
    }

    [GeneratedRegex("\\]\\((?!https?://)", RegexOptions.None, matchTimeoutMilliseconds: 1000)]
    private static partial Regex RelativeLink();
}
