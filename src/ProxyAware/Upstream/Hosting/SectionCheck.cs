using Microsoft.Extensions.Configuration;
using ProxyAware.Configuration;
using ProxyAware.Diagnostics;

namespace ProxyAware.Upstream.Hosting;

/// <summary>Whether the upstreams that the app asked for and the sections of the host's configuration find each other.</summary>
/// <param name="registrations">What the app asked for.</param>
/// <param name="configured">The names that have a section.</param>
/// <param name="unused">Those of them that the app did not ask for.</param>
/// <param name="logger">Where notices go.</param>
internal sealed class SectionCheck(IReadOnlyList<UpstreamRegistration> registrations, IReadOnlyList<string> configured, IReadOnlyList<string> unused, ILogger logger)
{
    public IEnumerable<ConfigurationProblem> Problems()
    {
        foreach (var upstream in registrations.GroupBy(r => r.Name, StringComparer.OrdinalIgnoreCase))
        {
            var hasSection = configured.Contains(upstream.Key, StringComparer.OrdinalIgnoreCase);
            if ((hasSection ? PassedOver([.. upstream]) : Missing([.. upstream])) is { } problem)
            {
                yield return problem;
            }
        }
    }

    /// <summary>A name without a section has the defaults. If another section looks like it and nobody uses that one, it is a slip that would lose its pins.</summary>
    private ConfigurationProblem? Missing(IReadOnlyList<UpstreamRegistration> upstream)
    {
        var name = upstream[0].Name;
        if (upstream.Any(r => r.InCode || r.Section is not null))
        {
            return null;
        }

        if (Nearest.Find(name, unused) is { } near && IsSlip(name, near))
        {
            return new(
                Codes.UpstreamMissing, Path(name), null, $"AddUpstreamTls(\"{name}\") was called, and there is no such section; '{near}' is there and unused",
                $"write the same name in both places, such as AddUpstreamTls(\"{near}\")");
        }

        Log.Notice(logger, Codes.UpstreamDefaults, $"Upstream '{name}' has no section '{Path(name)}': it is verified with the authorities of the operating system");
        return null;
    }

    // Of two short names, each is as likely to be meant as the other.
    private static bool IsSlip(string name, string near) => name.Length > 3 && Nearest.Distance(name, near) <= name.Length / 3;

    /// <summary>A section of the same name that nobody reads, because the app named another: whoever wrote it relies on it.</summary>
    private static ConfigurationProblem? PassedOver(IReadOnlyList<UpstreamRegistration> upstream)
    {
        var path = Path(upstream[0].Name);
        return upstream.Any(r => r.FromHost || r.Section is null || string.Equals((r.Section as IConfigurationSection)?.Path, path, StringComparison.OrdinalIgnoreCase))
            ? null
            : new(
                Codes.ContradictingUpstreamOptions, path, null, $"AddUpstreamTls was given {(upstream[0].Section is IConfigurationSection { Path: var other } ? $"the section '{other}'" : "another configuration")} for the upstream '{upstream[0].Name}', so this section is not read",
                $"remove one of the two, or call AddUpstreamTls(\"{upstream[0].Name}\") to have this section read");
    }

    private static string Path(string name) => $"{UpstreamTlsDefaults.SectionName}:{name}";
}
