using System.Reflection;
using System.Text.RegularExpressions;
using System.Xml.Linq;

namespace ProxyAware.Tests.Configuration.Schema;

/// <summary>The documentation comments of the library, as text without markup.</summary>
internal static partial class XmlDocumentation
{
    private static readonly Dictionary<string, XElement> Members = XDocument.Load(Path.ChangeExtension(typeof(ProxyAwareOptions).Assembly.Location, ".xml"))
        .Descendants("member").ToDictionary(member => (string)member.Attribute("name")!, StringComparer.Ordinal);

    /// <summary>What an option is for, and its values and default.</summary>
    public static string Of(PropertyInfo property)
    {
        var member = Members[$"P:{property.DeclaringType!.FullName}.{property.Name}"];
        var summary = Accessors().Replace(Text(member.Element("summary")!), "");
        return $"{char.ToUpperInvariant(summary[0])}{summary[1..]} {Text(member.Element("value")!)}";
    }

    public static string Of(Type type) => Text(Members[$"T:{type.FullName}"].Element("summary")!);

    private static string Text(XElement element) => Blanks().Replace(string.Concat(element.Nodes().Select(Text)), " ").Trim();

    private static string Text(XNode node) => node switch
    {
        XText text => text.Value,
        XElement { Name.LocalName: "see" } see when see.Attribute("langword") is { } word => word.Value,
        XElement { Name.LocalName: "see" } see => LastName().Match((string)see.Attribute("cref")!).Value,
        XElement element => string.Concat(element.Nodes().Select(Text)),
        _ => "",
    };

    [GeneratedRegex("^Gets or sets ", RegexOptions.None, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Accessors();

    [GeneratedRegex("\\s+", RegexOptions.None, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Blanks();

    [GeneratedRegex("[A-Za-z0-9]+(?=(\\(.*\\))?$)", RegexOptions.None, matchTimeoutMilliseconds: 1000)]
    private static partial Regex LastName();
}
