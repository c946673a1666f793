namespace ProxyAware.Diagnostics.Audit;

/// <summary>What to write into the configuration of one proxy.</summary>
/// <param name="Proxy">Its name.</param>
/// <param name="Line">The line to paste, or what to remove.</param>
internal sealed record ProxyFix(string Proxy, string Line);
