namespace ProxyAware.Upstream.Hosting;

/// <summary>A named <see cref="System.Net.Http.HttpClient"/> that connects to an upstream.</summary>
/// <param name="ClientName">Its name; <see langword="null"/> for every client that was not given an upstream of its own (<c>ConfigureHttpClientDefaults</c>).</param>
/// <param name="UpstreamName">The name of the upstream.</param>
internal sealed record UpstreamClient(string? ClientName, string UpstreamName);
