using Microsoft.Extensions.Configuration;

namespace ProxyAware.Tests.Configuration;

/// <summary>Environment variables under a prefix nobody else uses, for as long as it is not disposed.</summary>
internal sealed class EnvironmentScope : IDisposable
{
    private readonly string _prefix = $"T{Guid.NewGuid():N}_";
    private readonly List<string> _names = [];

    public EnvironmentScope(params (string Name, string Value)[] variables)
    {
        foreach (var (name, value) in variables)
        {
            _names.Add(_prefix + name);
            Environment.SetEnvironmentVariable(_prefix + name, value);
        }
    }

    public void AddTo(IConfigurationBuilder builder) => builder.AddEnvironmentVariables(_prefix);

    public void Dispose() => _names.ForEach(n => Environment.SetEnvironmentVariable(n, null));
}
