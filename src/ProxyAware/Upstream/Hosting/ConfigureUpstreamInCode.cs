using Microsoft.Extensions.Options;

namespace ProxyAware.Upstream.Hosting;

/// <summary>Sets the options of one upstream in code, over what its section says. Unlike the framework's own it takes the name in any case, as sections do, and is never for all names.</summary>
internal sealed class ConfigureUpstreamInCode(string upstream, Action<UpstreamTlsOptions> configure) : IConfigureNamedOptions<UpstreamTlsOptions>
{
    public void Configure(string? name, UpstreamTlsOptions options)
    {
        if (string.Equals(name, upstream, StringComparison.OrdinalIgnoreCase))
        {
            configure(options);
        }
    }

    public void Configure(UpstreamTlsOptions options) => Configure(Options.DefaultName, options);
}
