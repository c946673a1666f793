using Microsoft.Extensions.Configuration;

namespace ProxyAware.Upstream.Hosting;

/// <summary>An upstream that the app has asked for.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Section">The section it is read from; <see langword="null"/> where it is read from the host's configuration or set in code.</param>
/// <param name="FromHost">Whether it is read from <c>ProxyAware:Upstreams</c> of the host's configuration.</param>
internal sealed record UpstreamRegistration(string Name, IConfiguration? Section, bool FromHost);
