using System.Reflection;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using ProxyAware.Upstream;

namespace ProxyAware.Tests.Configuration.Schema;

/// <summary>Makes the schema of the section from the options and what their documentation says.</summary>
internal static class SchemaBuilder
{
    private static readonly JsonSerializerOptions Format = new() { WriteIndented = true, NewLine = "\n", Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    public static string Make()
    {
        var options = Section(typeof(ProxyAwareOptions));
        options["properties"]![UpstreamTlsDefaults.Upstreams] = new JsonObject
        {
            ["type"] = "object",
            ["description"] = "TLS towards other servers, by name.",
            ["additionalProperties"] = Section(typeof(UpstreamTlsOptions)),
        };
        var schema = new JsonObject
        {
            ["$schema"] = "http://json-schema.org/draft-07/schema#",
            ["type"] = "object",
            ["properties"] = new JsonObject { [ProxyAwareDefaults.SectionName] = options },
        };
        return schema.ToJsonString(Format) + "\n";
    }

    /// <summary>A section whose keys are the public properties of a type. Other keys stop the start, so the schema has none.</summary>
    public static JsonObject Section(Type type)
    {
        var properties = new JsonObject();
        foreach (var property in type.GetProperties(BindingFlags.Instance | BindingFlags.Public))
        {
            var option = new JsonObject { ["description"] = XmlDocumentation.Of(property) };
            foreach (var (keyword, value) in SchemaShapes.Of(property.PropertyType, property.Name).ToList())
            {
                option[keyword] = value!.DeepClone();
            }

            properties[property.Name] = option;
        }

        return new()
        {
            ["type"] = "object",
            ["description"] = XmlDocumentation.Of(type),
            ["properties"] = properties,
            ["additionalProperties"] = false,
        };
    }
}
