namespace ProxyAware.Upstream.Validation;

/// <summary>The pin that matched.</summary>
internal sealed record PinMatch(string Pin, bool Backup);
