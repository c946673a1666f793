using Microsoft.Extensions.Configuration;

namespace ProxyAware.Tests.Diagnostics.Explain;

/// <summary>Explainers with settings as tables write them.</summary>
internal static class Explainers
{
    /// <param name="settings"><c>Key=value;Key=value</c> of the section.</param>
    /// <param name="about">What else is known about the app.</param>
    public static ProxyExplainer With(string settings, ProxyExplainerOptions? about = null)
    {
        var values = settings.Split(';', StringSplitOptions.RemoveEmptyEntries).Select(s => s.Split('=', 2)).Select(s => KeyValuePair.Create("ProxyAware:" + s[0], (string?)s[1]));
        return ProxyExplainer.FromConfiguration(new ConfigurationBuilder().AddInMemoryCollection(values).Build(), about);
    }

    public static async Task<ProxyExplanation> ExplainAsync(string settings, string request)
    {
        await using var explainer = With(settings);
        return await explainer.ExplainAsync(request);
    }
}
