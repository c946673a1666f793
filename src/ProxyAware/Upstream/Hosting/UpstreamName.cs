using System.Runtime.CompilerServices;

namespace ProxyAware.Upstream.Hosting;

/// <summary>The name of an upstream is the key of its section.</summary>
internal static class UpstreamName
{
    /// <summary>The name of what <c>ConfigureHttpClientDefaults</c> sets up by section or code, where there is no client whose name it could have.</summary>
    public const string OfDefaults = "defaults";

    public static bool IsFit(string name) => !string.IsNullOrWhiteSpace(name) && !name.Contains(':', StringComparison.Ordinal);

    public static void ThrowIfUnfit(string name, [CallerArgumentExpression(nameof(name))] string? parameter = null)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(name, parameter);
        if (!IsFit(name))
        {
            throw new ArgumentException($"'{name}' cannot be the name of a section.", parameter);
        }
    }

    /// <summary>The name of an upstream that is called like its client.</summary>
    public static string Of(IHttpClientBuilder builder) => builder.Name switch
    {
        null => OfDefaults,
        { } name when string.IsNullOrWhiteSpace(name) => throw new ArgumentException("The client has no name that its upstream could have. Name the upstream: AddUpstreamTls(\"backend\").", nameof(builder)),
        { } name => name,
    };
}
