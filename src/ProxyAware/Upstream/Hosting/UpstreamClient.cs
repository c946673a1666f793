namespace ProxyAware.Upstream.Hosting;

/// <summary>A named <see cref="System.Net.Http.HttpClient"/> that connects to an upstream.</summary>
internal sealed record UpstreamClient(string ClientName, string UpstreamName);
