using System.Collections.Frozen;
using ProxyAware.Trust;

namespace ProxyAware.Https;

/// <summary>The compiled settings about clear text.</summary>
internal sealed class TransportPolicy
{
    /// <summary>Whether clear text is served; null leaves it to whether https is known to exist.</summary>
    public required bool? AllowUnencrypted { get; init; }

    /// <summary>Whether the settings say that https exists.</summary>
    public required bool HttpsKnown { get; init; }

    /// <summary>Whether a trusted peer's requests are https whatever a header says.</summary>
    public required bool ForTlsProxy { get; init; }

    /// <summary>The port that was set for redirects, or null.</summary>
    public required int? HttpsPort { get; init; }

    public required FrozenSet<string> UnencryptedPaths { get; init; }

    public required PeerSet UnencryptedPeers { get; init; }

    public bool Refuses(ServerListeners listeners) => AllowUnencrypted is { } allowed ? !allowed : HttpsKnown || listeners.HasHttps;

    /// <summary>
    /// The effective scheme, first that applies: a trusted peer that always ends TLS; what a trusted peer's header says, downwards too; the
    /// app's own connection. A header that is missing never means https: a client can make some proxies drop theirs.
    /// </summary>
    public string EffectiveScheme(bool peerTrusted, string? believed, string connection) =>
        ForTlsProxy && peerTrusted ? SchemeParser.Https : believed ?? SchemeParser.ParseScheme(connection) ?? SchemeParser.Http;
}
