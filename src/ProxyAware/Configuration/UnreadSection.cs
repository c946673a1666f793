using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Options;
using ProxyAware.Diagnostics;

namespace ProxyAware.Configuration;

/// <summary>Finds a section of settings that nobody asked for: whoever wrote it believes that it is in force.</summary>
internal static class UnreadSection
{
    public static void Warn(IEnumerable<IConfigureOptions<ProxyAwareOptions>> sources, IConfiguration? configuration, ILogger logger)
    {
        if (configuration is null || sources.Any(s => s is ConfigureFromHost or ConfigureFromSection))
        {
            return;
        }

        string[] keys = [.. configuration.GetSection(ProxyAwareDefaults.SectionName).GetChildren().Select(c => c.Key).Where(k => !k.Equals(OptionKeys.Upstreams, StringComparison.OrdinalIgnoreCase))];
        if (keys.Length > 0)
        {
            Log.Warning(
                logger, Codes.SectionUnread,
                $"The configuration has a section '{ProxyAwareDefaults.SectionName}' ({string.Join(", ", keys)}) that nothing reads, because AddProxyAware was called on the services with code alone. Call it on the builder, which reads the section first, or remove the section");
        }
    }
}
