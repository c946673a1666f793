namespace ProxyAware.Forwarding;

/// <summary>A resolution on its own, as <see cref="ProxyResolver"/> returns it; in a pipeline the feature is the resolution.</summary>
internal sealed class PlainResolution(ProxyResolver resolver, in HeaderScan scan) : ProxyResolution(resolver, scan);
