using ProxyAware.FunctionalTests.Rig;

namespace ProxyAware.FunctionalTests.Upstream;

/// <summary>What <c>probe</c> said, and how it ended.</summary>
internal sealed record ProbeRun(int ExitCode, string Output, string Errors)
{
    private const string Paste = "paste:";

    public string All => Output + Errors;

    /// <summary>What the configuration takes, exactly as it was printed; null when nothing was.</summary>
    public string? Pasted => Output.Split(Environment.NewLine).FirstOrDefault(l => l.StartsWith(Paste, StringComparison.Ordinal))?[Paste.Length..].Trim();

    /// <summary>Probes the upstream <c>host</c>.</summary>
    /// <param name="url">Where it is.</param>
    /// <param name="settings">Settings below the upstream, as <c>Name=value</c>.</param>
    public static Task<ProbeRun> OfAsync(string url, params string[] settings) =>
        WithArgumentsAsync([url, .. settings.Select(s => $"--ProxyAware:Upstreams:host:{s}")]);

    /// <summary>The same with whatever arguments.</summary>
    public static async Task<ProbeRun> WithArgumentsAsync(string[] arguments, params (string Name, string Value)[] environment)
    {
        var (exitCode, output, errors) = await SampleApp.RunToEndAsync(["probe", "host", .. arguments], environment);
        return new(exitCode, output, errors);
    }
}
