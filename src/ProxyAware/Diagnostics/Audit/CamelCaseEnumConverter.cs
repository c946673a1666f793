using System.Text.Json;
using System.Text.Json.Serialization;

namespace ProxyAware.Diagnostics.Audit;

/// <summary>Writes an enum as <c>passedThrough</c>.</summary>
internal sealed class CamelCaseEnumConverter<TEnum>() : JsonStringEnumConverter<TEnum>(JsonNamingPolicy.CamelCase)
    where TEnum : struct, Enum;
