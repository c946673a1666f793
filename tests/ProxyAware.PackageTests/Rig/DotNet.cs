using System.Collections;
using ProxyAware.FunctionalTests.Rig;

namespace ProxyAware.PackageTests.Rig;

/// <summary>The command line of .NET, as a user in a fresh shell has it.</summary>
internal static class DotNet
{
    /// <summary>What the run of the tests, or a machine that serves apps, has set for itself.</summary>
    private static readonly string[] Foreign =
        ["MSBUILD", "VSTEST", "TESTINGPLATFORM", "CORECLR_", "COR_", "DOTNET_STARTUP_HOOKS", "DOTNET_URLS", "ASPNETCORE_", "ProxyAware", "TRUST_PROXY", "SOURCE_DATE_EPOCH", "CI"];

    /// <summary>After this a build hangs. Nothing measures time with it.</summary>
    private static readonly TimeSpan Limit = TimeSpan.FromMinutes(30);

    public static string Program => Environment.GetEnvironmentVariable("DOTNET_HOST_PATH") ?? "dotnet";

    /// <summary>Runs a command to its end and returns what it wrote. No server of the build outlives it.</summary>
    public static async Task<string> RunAsync(string[] arguments, params (string Name, string Value)[] variables)
    {
        await using var process = Start(Program, arguments, [("MSBUILDDISABLENODEREUSE", "1"), ("DOTNET_CLI_USE_MSBUILD_SERVER", "0"), .. variables]);
        var exitCode = await process.Exit.WaitAsync(Limit);
        return exitCode == 0 ? process.Output : throw new InvalidOperationException($"dotnet {string.Join(' ', arguments)} ended with {exitCode}:\n{process.Output}\n{process.Errors}");
    }

    /// <summary>Starts any program with nothing in its environment that the tests have set.</summary>
    public static ChildProcess Start(string program, string[] arguments, params (string Name, string Value)[] variables)
    {
        var environment = Environment.GetEnvironmentVariables().Cast<DictionaryEntry>().Select(entry => (string)entry.Key)
            .Where(name => Foreign.Any(prefix => name.StartsWith(prefix, StringComparison.OrdinalIgnoreCase)))
            .ToDictionary(name => name, _ => (string?)null, StringComparer.Ordinal);
        foreach (var (name, value) in variables)
        {
            environment[name] = value;
        }

        return ChildProcess.Start(program, arguments, environment);
    }
}
