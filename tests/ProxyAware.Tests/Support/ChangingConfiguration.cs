using Microsoft.Extensions.Configuration;

namespace ProxyAware.Tests.Support;

/// <summary>A configuration that changes while an app runs.</summary>
internal sealed class ChangingConfiguration : ConfigurationProvider, IConfigurationSource
{
    public ChangingConfiguration(params string[] settings) => Put(settings);

    public IConfigurationProvider Build(IConfigurationBuilder builder) => this;

    /// <summary>Replaces the settings (<c>Key=value</c>, below the section) and tells everyone.</summary>
    public void Change(params string[] settings)
    {
        Put(settings);
        OnReload();
    }

    private void Put(string[] settings) => Data = settings.Select(s => s.Split('=', 2)).ToDictionary(p => $"ProxyAware:{p[0]}", p => (string?)p[1], StringComparer.OrdinalIgnoreCase);
}
