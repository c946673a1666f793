using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;

namespace ProxyAware.Tests.Configuration.Schema;

/// <summary>Judges JSON by a schema, as an editor would, as far as the keywords go that are used here.</summary>
internal static class SchemaValidator
{
    public static bool IsValid(JsonNode? value, JsonNode schema) => schema.GetValueKind() switch
    {
        JsonValueKind.True => true,
        JsonValueKind.False => false,
        _ => schema.AsObject().All(keyword => Holds(value, keyword.Key, keyword.Value!, schema.AsObject())),
    };

    private static bool Holds(JsonNode? value, string keyword, JsonNode rule, JsonObject schema) => keyword switch
    {
        "$schema" or "description" => true,
        "type" => HasType(value, rule.GetValue<string>()),
        "const" => JsonNode.DeepEquals(value, rule),
        "enum" => rule.AsArray().Any(allowed => JsonNode.DeepEquals(value, allowed)),
        "anyOf" => rule.AsArray().Any(shape => IsValid(value, shape!)),
        "pattern" => value?.GetValueKind() != JsonValueKind.String || Regex.IsMatch(value.GetValue<string>(), rule.GetValue<string>(), RegexOptions.ECMAScript, TimeSpan.FromSeconds(5)),
        "minimum" => value?.GetValueKind() != JsonValueKind.Number || value.GetValue<decimal>() >= rule.GetValue<decimal>(),
        "maximum" => value?.GetValueKind() != JsonValueKind.Number || value.GetValue<decimal>() <= rule.GetValue<decimal>(),
        "items" => value is not JsonArray items || items.All(item => IsValid(item, rule)),
        "properties" => value is not JsonObject section || section.All(entry => rule[entry.Key] is not { } known || IsValid(entry.Value, known)),
        "additionalProperties" => value is not JsonObject section
            || section.Where(entry => schema["properties"]?[entry.Key] is null).All(entry => IsValid(entry.Value, rule)),
        _ => throw new InvalidOperationException($"The schema uses '{keyword}', which is not judged here."),
    };

    private static bool HasType(JsonNode? value, string type) => type switch
    {
        "null" => value is null,
        "object" => value is JsonObject,
        "array" => value is JsonArray,
        "string" => value?.GetValueKind() == JsonValueKind.String,
        "boolean" => value?.GetValueKind() is JsonValueKind.True or JsonValueKind.False,
        "integer" => value?.GetValueKind() == JsonValueKind.Number && decimal.IsInteger(value.GetValue<decimal>()),
        _ => throw new InvalidOperationException($"The schema uses the type '{type}', which is not judged here."),
    };
}
