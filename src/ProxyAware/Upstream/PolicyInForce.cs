namespace ProxyAware.Upstream;

/// <summary>A policy and the time from which it is in force.</summary>
internal sealed record PolicyInForce(UpstreamPolicy Policy, DateTimeOffset Since);
