namespace ProxyAware.Upstream.Compilation;

/// <summary>Where an upstream is compiled.</summary>
/// <param name="Name">Its name.</param>
/// <param name="KeyPrefix">What the keys in messages begin with, such as <c>ProxyAware:Upstreams:host</c>.</param>
/// <param name="ContentRoot">The folder that paths are relative to.</param>
/// <param name="IsDevelopment">Whether the environment is Development; where there is no environment it is not.</param>
internal sealed record UpstreamScope(string Name, string KeyPrefix, string ContentRoot, bool IsDevelopment);
