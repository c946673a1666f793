namespace ProxyAware.Samples.Hosting;

/// <summary>The setting <c>Samples:CockpitConf</c>: the path of a Cockpit administrator's own file.</summary>
internal static class CockpitFile
{
    public static void Apply(ConfigurationManager configuration)
    {
        if (configuration["Samples:CockpitConf"] is { Length: > 0 } path)
        {
            configuration.AddCockpitConf(path);
        }
    }
}
