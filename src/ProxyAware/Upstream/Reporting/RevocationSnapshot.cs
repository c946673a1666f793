namespace ProxyAware.Upstream.Reporting;

/// <summary>Where it is looked up whether a certificate was revoked.</summary>
/// <param name="Scope">For which certificates of a chain.</param>
/// <param name="Online">Whether it is looked up where the certificates say.</param>
/// <param name="Lists">How many revocation lists are in force.</param>
/// <param name="NextUpdate">When the first issuer is without a current list.</param>
internal sealed record RevocationSnapshot(string Scope, bool Online, int Lists, DateTimeOffset? NextUpdate);
