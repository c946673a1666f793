namespace ProxyAware.Diagnostics.Explain.Offline;

/// <summary>A request that Kestrel answered itself.</summary>
/// <param name="StatusCode">The status of the answer; 0 if there was none.</param>
/// <param name="Message">What Kestrel found wrong with it.</param>
internal sealed record OfflineRejection(int StatusCode, string Message);
