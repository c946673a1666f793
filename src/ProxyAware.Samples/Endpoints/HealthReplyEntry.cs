using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace ProxyAware.Samples.Endpoints;

/// <summary>One check.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Status">How it stands.</param>
/// <param name="Description">What it says.</param>
/// <param name="Reasons">The same, a reason each.</param>
internal sealed record HealthReplyEntry(string Name, HealthStatus Status, string? Description, IReadOnlyList<string> Reasons)
{
    public static HealthReplyEntry From(string name, HealthReportEntry entry) => new(
        name, entry.Status, entry.Description, entry.Data.GetValueOrDefault("reasons") is IEnumerable<string> reasons ? [.. reasons] : Lines(entry));

    /// <summary>Of a check that does not list its reasons.</summary>
    private static string[] Lines(HealthReportEntry entry) => entry.Status == HealthStatus.Healthy
        ? []
        : (entry.Description ?? "").Split('\n', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries);
}
