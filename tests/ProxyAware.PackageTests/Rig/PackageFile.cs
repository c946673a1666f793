using System.IO.Compression;
using System.Text;
using System.Xml.Linq;

namespace ProxyAware.PackageTests.Rig;

/// <summary>A packed package.</summary>
internal sealed class PackageFile(string path)
{
    public string Path => path;

    public byte[] Bytes => File.ReadAllBytes(path);

    /// <summary>The files in it, by name.</summary>
    public IReadOnlyDictionary<string, byte[]> Entries { get; } = Read(path);

    public XElement Metadata { get; } = ReadMetadata(path);

    public string Version => Value("version")!;

    public string? Value(string element) => (string?)Element(element);

    public XElement? Element(string element) => Metadata.Element(Metadata.Name.Namespace + element);

    public string Text(string entry) => Encoding.UTF8.GetString(Entries[entry]);

    private static XElement ReadMetadata(string path)
    {
        var nuspec = Read(path).Single(entry => entry.Key.EndsWith(".nuspec", StringComparison.Ordinal)).Value;
        return XDocument.Load(new MemoryStream(nuspec)).Root!.Elements().Single();
    }

    private static Dictionary<string, byte[]> Read(string path)
    {
        using var archive = ZipFile.OpenRead(path);
        return archive.Entries.ToDictionary(entry => entry.FullName, Content, StringComparer.Ordinal);
    }

    private static byte[] Content(ZipArchiveEntry entry)
    {
        using var stream = entry.Open();
        var content = new MemoryStream();
        stream.CopyTo(content);
        return content.ToArray();
    }
}
