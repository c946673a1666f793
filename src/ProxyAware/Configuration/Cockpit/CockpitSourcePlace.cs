using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Configuration.CommandLine;
using Microsoft.Extensions.Configuration.EnvironmentVariables;

namespace ProxyAware.Configuration.Cockpit;

/// <summary>Where a file goes among the sources of a host: above its other files, below environment and command line.</summary>
internal static class CockpitSourcePlace
{
    public static int In(IList<IConfigurationSource> sources)
    {
        // The host's own variables (DOTNET_, ASPNETCORE_) have a prefix and come before the files.
        var environment = IndexOf(sources, 0, s => s is EnvironmentVariablesConfigurationSource variables && string.IsNullOrEmpty(variables.Prefix));
        if (environment >= 0)
        {
            return environment;
        }

        // A host reads its command line twice: for itself before the files, and again behind them.
        var lastFile = sources.Count - 1;
        while (lastFile >= 0 && sources[lastFile] is not FileConfigurationSource)
        {
            lastFile--;
        }

        var commandLine = IndexOf(sources, lastFile + 1, s => s is CommandLineConfigurationSource);
        return commandLine >= 0 ? commandLine : sources.Count;
    }

    private static int IndexOf(IList<IConfigurationSource> sources, int start, Predicate<IConfigurationSource> match)
    {
        for (var i = start; i < sources.Count; i++)
        {
            if (match(sources[i]))
            {
                return i;
            }
        }

        return -1;
    }
}
