using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Options;

namespace ProxyAware.Configuration;

/// <summary>Reads a section that was handed over; of a whole configuration, the section <c>ProxyAware</c>.</summary>
internal sealed class ConfigureFromSection(IConfiguration configuration) : IConfigureOptions<ProxyAwareOptions>
{
    public void Configure(ProxyAwareOptions options) =>
        OptionsReader.Read(configuration, configuration is IConfigurationRoot ? ProxyAwareDefaults.SectionName : null, options);
}
