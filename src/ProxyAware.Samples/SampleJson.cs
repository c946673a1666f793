using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;
using ProxyAware.Samples.Audit;
using ProxyAware.Samples.Endpoints;

namespace ProxyAware.Samples;

/// <summary>The shapes the sample reads and writes.</summary>
[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, PropertyNameCaseInsensitive = true, UseStringEnumConverter = true)]
[JsonSerializable(typeof(WhoamiReply))]
[JsonSerializable(typeof(AuditRequest))]
[JsonSerializable(typeof(IReadOnlyList<AuditEntry>))]
[JsonSerializable(typeof(ProxyExplanation))]
internal sealed partial class SampleJson : JsonSerializerContext
{
    /// <summary>The same for people: indented, and with letters instead of escapes, since no browser takes it for HTML.</summary>
    public static SampleJson Indented => new(new JsonSerializerOptions(Default.Options) { WriteIndented = true, Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping });
}
