using Microsoft.Extensions.Configuration;

namespace ProxyAware.Configuration.Cockpit;

/// <summary>A cockpit.conf as a source of configuration.</summary>
internal sealed class CockpitConfigurationSource : FileConfigurationSource
{
    public override IConfigurationProvider Build(IConfigurationBuilder builder)
    {
        EnsureDefaults(builder);
        return new CockpitConfigurationProvider(this);
    }
}
