using Microsoft.Extensions.Configuration;

namespace ProxyAware.Configuration;

/// <summary>Reads <c>TRUST_PROXY</c>, which images and platforms set without knowing the app's section.</summary>
internal static class TrustProxyVariable
{
    /// <summary>Sets <c>TrustProxy</c> where nothing else did.</summary>
    public static void Apply(IConfiguration? hostConfiguration, ProxyAwareOptions options)
    {
        if (hostConfiguration is null || options.TrustProxy is not null)
        {
            return;
        }

        if (ProviderView.Of(hostConfiguration, sectionPath: null).Find(ProxyAwareDefaults.TrustProxyVariable, options.ReadProblems, options.ReadNotices) is { } value)
        {
            OptionKeys.ReadTrustProxy(value, options);
            options.TrustProxyKey = ProxyAwareDefaults.TrustProxyVariable;
        }
    }
}
