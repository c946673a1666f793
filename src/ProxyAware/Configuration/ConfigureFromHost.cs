using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Options;

namespace ProxyAware.Configuration;

/// <summary>Reads the section <c>ProxyAware</c> of the host's configuration, provider by provider.</summary>
internal sealed class ConfigureFromHost(IConfiguration? configuration = null) : IConfigureOptions<ProxyAwareOptions>
{
    public void Configure(ProxyAwareOptions options)
    {
        if (configuration is not null)
        {
            OptionsReader.Read(configuration, ProxyAwareDefaults.SectionName, options);
        }
    }
}
