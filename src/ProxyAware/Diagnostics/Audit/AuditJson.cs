using System.Text.Json.Serialization;

namespace ProxyAware.Diagnostics.Audit;

/// <summary>The shapes that the page and the app exchange.</summary>
[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase)]
[JsonSerializable(typeof(AuditStartRequest))]
[JsonSerializable(typeof(AuditPlanRequest))]
[JsonSerializable(typeof(AuditReportRequest))]
[JsonSerializable(typeof(AuditStart))]
[JsonSerializable(typeof(AuditPlan))]
[JsonSerializable(typeof(AuditReport))]
[JsonSerializable(typeof(AuditError))]
internal sealed partial class AuditJson : JsonSerializerContext;
