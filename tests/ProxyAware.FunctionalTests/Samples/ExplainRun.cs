using System.Text.Json;
using ProxyAware.FunctionalTests.Rig;

namespace ProxyAware.FunctionalTests.Samples;

/// <summary>What <c>explain</c> said, and how it ended.</summary>
internal sealed record ExplainRun(int ExitCode, string Output, string Errors)
{
    public string All => Output + Errors;

    public string[] Lines => Output.Split(Environment.NewLine);

    public ProxyExplanation Explanation => JsonSerializer.Deserialize<ProxyExplanation>(Output, JsonSerializerOptions.Web)!;

    /// <summary>Explains a request that comes over the standard input.</summary>
    public static Task<ExplainRun> OfAsync(string request, params string[] arguments) => WithInputAsync(request, ["-", .. arguments]);

    /// <summary>The same with whatever arguments, and settings of the environment.</summary>
    public static async Task<ExplainRun> WithInputAsync(string? input, string[] arguments, params (string Name, string Value)[] environment)
    {
        var (exitCode, output, errors) = await SampleApp.RunToEndAsync(["explain", .. arguments], input, environment);
        return new(exitCode, output, errors);
    }
}
