namespace ProxyAware.Diagnostics.Audit;

/// <summary>A request that the page is to send.</summary>
/// <param name="Url">Where to; relative to the page's own scripts.</param>
/// <param name="Headers">With which forged headers.</param>
internal sealed record PlannedProbe(string Url, IReadOnlyDictionary<string, string> Headers);
