using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Options;

namespace ProxyAware.Upstream.Hosting;

/// <summary>Reads the section of an upstream, ahead of what the app sets in code, which stands over it.</summary>
internal sealed class ConfigureUpstream(IEnumerable<UpstreamRegistration> registrations, IConfiguration? host = null) : IConfigureNamedOptions<UpstreamTlsOptions>
{
    public void Configure(string? name, UpstreamTlsOptions options)
    {
        var own = registrations.Where(r => string.Equals(r.Name, name, StringComparison.OrdinalIgnoreCase)).ToList();
        foreach (var section in own.Select(r => r.Section).OfType<IConfiguration>())
        {
            UpstreamOptionsReader.Read(section, sectionPath: null, options);
        }

        // A section that nobody has asked for is read as well: it is checked like the others.
        if (host is not null && (own.Count == 0 || own.Exists(r => r.FromHost)))
        {
            UpstreamOptionsReader.Read(host, $"{UpstreamTlsDefaults.SectionName}:{name}", options);
        }
    }

    public void Configure(UpstreamTlsOptions options) => Configure(Options.DefaultName, options);
}
