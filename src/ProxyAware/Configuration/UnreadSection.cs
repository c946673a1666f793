using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Options;
using ProxyAware.Diagnostics;

namespace ProxyAware.Configuration;

/// <summary>Finds a section of settings that nobody asked for: whoever wrote it believes that it is in force.</summary>
internal static class UnreadSection
{
    public static void Notice(IEnumerable<IConfigureOptions<ProxyAwareOptions>> sources, IConfiguration? configuration, ILogger logger)
    {
        if (configuration is null || sources.Any(s => s is ConfigureFromHost or ConfigureFromSection))
        {
            return;
        }

        string[] keys = [.. configuration.GetSection(ProxyAwareDefaults.SectionName).GetChildren().Select(c => c.Key).Where(k => !k.Equals(OptionKeys.Upstreams, StringComparison.OrdinalIgnoreCase))];
        if (keys.Length > 0)
        {
            // The app's own code may read it.
            Log.Notice(
                logger, Codes.SectionUnread,
                $"The configuration has a section '{ProxyAwareDefaults.SectionName}' ({string.Join(", ", keys)}) that ProxyAware does not read, because AddProxyAware was called on the services with code alone. If it is meant, call it on the builder, which reads the section first");
        }
    }
}
