using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Options;

namespace ProxyAware.Configuration;

/// <summary>Reads <c>TRUST_PROXY</c> when nothing else said whom to trust.</summary>
internal sealed class ConfigureTrustProxyVariable(IConfiguration? configuration = null) : IPostConfigureOptions<ProxyAwareOptions>
{
    public void PostConfigure(string? name, ProxyAwareOptions options)
    {
        if (name == Options.DefaultName)
        {
            TrustProxyVariable.Apply(configuration, options);
        }
    }
}
