using System.Text.Json.Serialization;

namespace ProxyAware.Diagnostics.Page;

/// <summary>The shape of the page as JSON.</summary>
[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, WriteIndented = true, UseStringEnumConverter = true)]
[JsonSerializable(typeof(DiagnosticsView))]
internal sealed partial class DiagnosticsJson : JsonSerializerContext;
