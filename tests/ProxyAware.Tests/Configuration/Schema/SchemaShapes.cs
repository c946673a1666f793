using System.Security.Authentication;
using System.Text.Json.Nodes;

namespace ProxyAware.Tests.Configuration.Schema;

/// <summary>
/// What JSON may stand for an option, by its type: the natural form first, which editors offer, then the other spellings that are read. Null and an empty text are
/// the default everywhere.
/// </summary>
internal static class SchemaShapes
{
    public static JsonObject Of(Type type, string name)
    {
        type = Nullable.GetUnderlyingType(type) ?? type;
        return type switch
        {
            _ when name == nameof(ProxyAwareOptions.TrustProxy) => TrustProxy(),
            _ when type == typeof(string) => AnyOf(Type("string"), Null()),
            _ when type == typeof(bool) => AnyOf(Type("boolean"), new JsonObject { ["enum"] = new JsonArray(0, 1) }, Words("true", "false", "yes", "no", "1", "0"), Null()),
            _ when type == typeof(int) => Number(name == nameof(ProxyAwareOptions.HttpsPort) ? (1, 65535) : (0, null)),
            _ when type == typeof(TimeSpan) => AnyOf(Pattern("^\\s*([0-9]{1,2}:[0-5][0-9]:[0-5][0-9](\\.[0-9]{1,3})?|[0-9]+\\s*[mM]?[sS])?\\s*$"), Null()),
            _ when type == typeof(DateOnly) => AnyOf(Pattern("^\\s*([0-9]{4}-[0-9]{2}-[0-9]{2})?\\s*$"), Null()),
            _ when type == typeof(SslProtocols) => Names("Tls12", "Tls13"),
            _ when type == typeof(IList<string>) => AnyOf(ArrayOf(Type("string")), Type("string"), Null()),
            _ when type == typeof(IList<UpstreamPin>) => AnyOf(ArrayOf(AnyOf(Type("string"), SchemaBuilder.Section(typeof(UpstreamPin)))), Type("string"), Null()),
            _ when type.IsEnum => AnyOf(Enumeration(System.Enum.GetNames(type)), Words(System.Enum.GetNames(type)), Null()),
            _ => throw new InvalidOperationException($"Say here how {name} ({type}) is written in JSON."),
        };
    }

    private static JsonObject TrustProxy()
    {
        var hops = Type("integer");
        hops["minimum"] = 0;
        hops["maximum"] = ProxyTrust.MaxHopCount;
        return AnyOf(Type("string"), hops, new JsonObject { ["const"] = false }, ArrayOf(Type("string")), Null());
    }

    private static JsonObject Number((int Minimum, int? Maximum) range)
    {
        var number = Type("integer");
        number["minimum"] = range.Minimum;
        if (range.Maximum is { } maximum)
        {
            number["maximum"] = maximum;
        }

        return AnyOf(number, Pattern("^\\s*[0-9]*\\s*$"), Null());
    }

    private static JsonObject Names(params string[] names) => AnyOf(ArrayOf(Enumeration(names)), Type("string"), Null());

    private static JsonObject Enumeration(string[] names) => new() { ["enum"] = new JsonArray([.. names.Select(name => JsonValue.Create(name))]) };

    /// <summary>Words in any case; schemas have no such option.</summary>
    private static JsonObject Words(params string[] words) =>
        Pattern($"^\\s*({string.Join('|', words.Select(word => string.Concat(word.Select(AnyCase))))})?\\s*$");

    private static string AnyCase(char letter) => char.IsAsciiLetter(letter) ? $"[{char.ToUpperInvariant(letter)}{char.ToLowerInvariant(letter)}]" : $"{letter}";

    private static JsonObject Pattern(string pattern)
    {
        var text = Type("string");
        text["pattern"] = pattern;
        return text;
    }

    private static JsonObject ArrayOf(JsonObject items)
    {
        var array = Type("array");
        array["items"] = items;
        return array;
    }

    private static JsonObject Null() => Type("null");

    private static JsonObject Type(string type) => new() { ["type"] = type };

    private static JsonObject AnyOf(params JsonNode[] shapes) => new() { ["anyOf"] = new JsonArray(shapes) };
}
