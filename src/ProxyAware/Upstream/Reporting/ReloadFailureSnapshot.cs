namespace ProxyAware.Upstream.Reporting;

/// <summary>Changed settings or files that cannot be used, so that the last good ones are in force.</summary>
/// <param name="Since">Since when.</param>
/// <param name="Problems">What is wrong, each with its code, key and fix; at most eight and the number of the others.</param>
internal sealed record ReloadFailureSnapshot(DateTimeOffset Since, IReadOnlyList<string> Problems);
