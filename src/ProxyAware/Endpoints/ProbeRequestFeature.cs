using Microsoft.AspNetCore.Http.Features;

namespace ProxyAware.Endpoints;

/// <summary>The request as routing should see it: the same, at another path.</summary>
internal sealed class ProbeRequestFeature(IHttpRequestFeature request, PathString path) : IHttpRequestFeature
{
    public string Protocol { get; set; } = request.Protocol;

    public string Scheme { get; set; } = request.Scheme;

    public string Method { get; set; } = request.Method;

    public string PathBase { get; set; } = request.PathBase;

    public string Path { get; set; } = path.Value ?? "";

    public string QueryString { get; set; } = request.QueryString;

    public string RawTarget { get; set; } = request.RawTarget;

    public IHeaderDictionary Headers { get; set; } = request.Headers;

    public Stream Body { get; set; } = Stream.Null;
}
