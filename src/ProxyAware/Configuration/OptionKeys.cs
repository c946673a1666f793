using ProxyAware.Trust;
using OptionKey = ProxyAware.Configuration.OptionKey<ProxyAware.ProxyAwareOptions>;

namespace ProxyAware.Configuration;

/// <summary>The table of the keys below the section: each option once, in the order in which problems are reported.</summary>
internal static class OptionKeys
{
    /// <summary>The key below which upstreams have their settings; those are read elsewhere.</summary>
    public const string Upstreams = "Upstreams";

    // Where a property is not nullable, an empty value sets what a new object holds.
    private static readonly ProxyAwareOptions Defaults = new();

    public static IReadOnlyList<OptionKey> All { get; } =
    [
        new(nameof(ProxyAwareOptions.TrustProxy), ReadTrustProxy),
        OptionKey.List(nameof(ProxyAwareOptions.HopPeers), (o, v) => o.HopPeers = v),
        OptionKey.Choice<ProxyHeaderFamily>(nameof(ProxyAwareOptions.ProxyHeaders), (o, v) => o.ProxyHeaders = v),
        OptionKey.Text(nameof(ProxyAwareOptions.ForwardedForHeader), (o, v) => o.ForwardedForHeader = v),
        OptionKey.Text(nameof(ProxyAwareOptions.ProtocolHeader), (o, v) => o.ProtocolHeader = v),
        OptionKey.Text(nameof(ProxyAwareOptions.ForwardedHostHeader), (o, v) => o.ForwardedHostHeader = v),
        OptionKey.Text(nameof(ProxyAwareOptions.ForwardedPortHeader), (o, v) => o.ForwardedPortHeader = v),
        OptionKey.Text(nameof(ProxyAwareOptions.ForwardedPrefixHeader), (o, v) => o.ForwardedPrefixHeader = v),
        OptionKey.Boolean(nameof(ProxyAwareOptions.ForTlsProxy), (o, v) => o.ForTlsProxy = v ?? Defaults.ForTlsProxy),
        OptionKey.Choice<MalformedHeaderHandling>(nameof(ProxyAwareOptions.MalformedHeaders), (o, v) => o.MalformedHeaders = v ?? Defaults.MalformedHeaders),
        OptionKey.Boolean(nameof(ProxyAwareOptions.StripUntrustedHeaders), (o, v) => o.StripUntrustedHeaders = v ?? Defaults.StripUntrustedHeaders),
        OptionKey.Text(nameof(ProxyAwareOptions.PublicUrl), (o, v) => o.PublicUrl = v),
        OptionKey.List(nameof(ProxyAwareOptions.AllowedHosts), (o, v) => o.AllowedHosts = v),
        OptionKey.List(nameof(ProxyAwareOptions.Origins), (o, v) => o.Origins = v),
        OptionKey.Choice<OriginMode>(nameof(ProxyAwareOptions.OriginMode), (o, v) => o.OriginMode = v ?? Defaults.OriginMode),
        OptionKey.Boolean(nameof(ProxyAwareOptions.AllowMissingOrigin), (o, v) => o.AllowMissingOrigin = v ?? Defaults.AllowMissingOrigin),
        OptionKey.Text(nameof(ProxyAwareOptions.UrlRoot), (o, v) => o.UrlRoot = v),
        OptionKey.Choice<UrlRootMode>(nameof(ProxyAwareOptions.UrlRootMode), (o, v) => o.UrlRootMode = v ?? Defaults.UrlRootMode),
        OptionKey.Boolean(nameof(ProxyAwareOptions.AllowUnencrypted), (o, v) => o.AllowUnencrypted = v),
        OptionKey.List(nameof(ProxyAwareOptions.UnencryptedPaths), (o, v) => o.UnencryptedPaths = v),
        OptionKey.List(nameof(ProxyAwareOptions.UnencryptedPeers), (o, v) => o.UnencryptedPeers = v),
        OptionKey.List(nameof(ProxyAwareOptions.AnyOriginPaths), (o, v) => o.AnyOriginPaths = v),
        OptionKey.Port(nameof(ProxyAwareOptions.HttpsPort), (o, v) => o.HttpsPort = v),
        OptionKey.Boolean(nameof(ProxyAwareOptions.AutoInsert), (o, v) => o.AutoInsert = v ?? Defaults.AutoInsert),
    ];

    /// <summary>The names of all known keys.</summary>
    public static IReadOnlyList<string> Names { get; } = [.. All.Select(k => k.Name), Upstreams];

    /// <summary>Keeps the shape: in a list, words and numbers have no meaning of their own. An empty value is nobody, not the default.</summary>
    public static ConfigurationProblem? ReadTrustProxy(ConfiguredValue value, ProxyAwareOptions options)
    {
        options.TrustProxy = value.List is null ? value.Text?.Trim() : string.Join(", ", TokenList.Split(value.List));
        options.TrustProxyIsList = value.List is not null;
        options.TrustProxyKey = null;
        return null;
    }
}
