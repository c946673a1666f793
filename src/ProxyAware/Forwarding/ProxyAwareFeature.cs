using Microsoft.Extensions.Primitives;

namespace ProxyAware.Forwarding;

/// <summary>The feature of a request. It is the resolution at the same time, so that a request costs one object.</summary>
internal sealed class ProxyAwareFeature : ProxyResolution, IProxyAwareFeature
{
    public ProxyAwareFeature(ProxyResolver resolver, in ResolutionData data, StringValues forLines, HttpContext context)
        : base(resolver, data, forLines)
    {
        var request = context.Request;
        OriginalRemotePort = context.Connection.RemotePort;
        OriginalScheme = request.Scheme;
        OriginalHost = request.Host;
        OriginalPathBase = request.PathBase;
        OriginalPath = request.Path;
    }

    public ProxyResolution Resolution => this;

    public int OriginalRemotePort { get; }

    public string OriginalScheme { get; }

    public HostString OriginalHost { get; }

    public PathString OriginalPathBase { get; }

    public PathString OriginalPath { get; }
}
