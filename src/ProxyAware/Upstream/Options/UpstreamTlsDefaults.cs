namespace ProxyAware.Upstream;

/// <summary>The defaults of <see cref="UpstreamTlsOptions"/> and the bounds of what is looked at.</summary>
internal static class UpstreamTlsDefaults
{
    /// <summary>The configuration key below <c>ProxyAware</c> that holds the upstreams.</summary>
    public const string Upstreams = nameof(Upstreams);

    /// <summary>The section below which each upstream has its own.</summary>
    public const string SectionName = ProxyAwareDefaults.SectionName + ":" + Upstreams;

    /// <summary>From the TCP connection to the verdict.</summary>
    public static readonly TimeSpan HandshakeTimeout = TimeSpan.FromSeconds(10);

    public static readonly TimeSpan MaxHandshakeTimeout = TimeSpan.FromHours(1);

    /// <summary>How long a pooled connection is used, so that a change of DNS or of the policy reaches handlers that others own.</summary>
    public static readonly TimeSpan PooledConnectionLifetime = TimeSpan.FromMinutes(2);

    /// <summary>Certificates, pins and names are peer-chosen: so many of them are shown.</summary>
    public const int MaxShown = 8;

    public const int MaxFileBytes = 32 * 1024 * 1024;
}
