using System.Text.Json.Serialization;
using ProxyAware.Samples.Audit;
using ProxyAware.Samples.Endpoints;

namespace ProxyAware.Samples;

/// <summary>The shapes the sample reads and writes.</summary>
[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, PropertyNameCaseInsensitive = true, UseStringEnumConverter = true)]
[JsonSerializable(typeof(WhoamiReply))]
[JsonSerializable(typeof(AuditRequest))]
[JsonSerializable(typeof(IReadOnlyList<AuditEntry>))]
[JsonSerializable(typeof(HealthReply))]
internal sealed partial class SampleJson : JsonSerializerContext;
