using Microsoft.Extensions.DependencyInjection;
using ProxyAware.Diagnostics.Findings;
using ProxyAware.Tests.RealPipeline;

namespace ProxyAware.Tests.Diagnostics.Traffic;

/// <summary>Sends requests as tables write them, and reads what was found.</summary>
internal static class FindingProbe
{
    /// <summary>Enough requests for a finding.</summary>
    public const int Enough = 3;

    public static IReadOnlyList<Finding> Findings(this PipeApp app) => app.Services.GetRequiredService<FindingsReport>().Current();

    public static IReadOnlyList<string> Codes(this PipeApp app) => [.. app.Findings().Select(f => f.Code)];

    /// <summary>One request: <c>peer target host [METHOD]</c>, then headers behind bars.</summary>
    public static async Task<PipeResponse> AskAsync(this PipeApp app, string request, string? connection = null)
    {
        var bar = request.IndexOf('|', StringComparison.Ordinal);
        var words = (bar < 0 ? request : request[..bar]).Split(' ', StringSplitOptions.RemoveEmptyEntries);
        return await app.SendAsync(
            words[1], bar < 0 ? "" : request[(bar + 1)..], words.Length > 3 ? words[3] : "GET", words[2], peer: words[0], change: c =>
            {
                if (connection is not null)
                {
                    c.Connection.Id = connection;
                }
            });
    }

    /// <summary>The same request a number of times; <c>#</c> in it stands for the count.</summary>
    public static async Task RepeatAsync(this PipeApp app, string request, int times = Enough, string? connection = null)
    {
        for (var i = 1; i <= times; i++)
        {
            await app.AskAsync(request.Replace("#", $"{i}", StringComparison.Ordinal), connection);
        }
    }
}
