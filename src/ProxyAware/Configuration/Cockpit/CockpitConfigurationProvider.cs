using Microsoft.Extensions.Configuration;

namespace ProxyAware.Configuration.Cockpit;

/// <summary>Provides the settings of a cockpit.conf as keys of our section. A bad file is no exception here, see <see cref="CockpitReport"/>.</summary>
internal sealed class CockpitConfigurationProvider(CockpitConfigurationSource source) : FileConfigurationProvider(source)
{
    public override void Load(Stream stream)
    {
        using var reader = new StreamReader(stream);
        Data = CockpitReport.ToData(CockpitParser.Parse(reader.ReadToEnd(), Path.GetFileName(Source.Path) ?? "cockpit.conf"));
    }
}
