using System.Runtime.CompilerServices;

namespace ProxyAware.Upstream.Hosting;

/// <summary>The name of an upstream is the key of its section.</summary>
internal static class UpstreamName
{
    public static void ThrowIfUnfit(string name, [CallerArgumentExpression(nameof(name))] string? parameter = null)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(name, parameter);
        if (name.Contains(':', StringComparison.Ordinal))
        {
            throw new ArgumentException($"'{name}' cannot be the name of a section.", parameter);
        }
    }
}
