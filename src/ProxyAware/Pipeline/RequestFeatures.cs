using System.Runtime.CompilerServices;
using Microsoft.AspNetCore.Http.Features;

namespace ProxyAware.Pipeline;

/// <summary>
/// The request as the server made it, without what <see cref="HttpContext"/> puts in front of it. That looks every feature up again once any feature was
/// set, through generic methods of an interface; asking the server by type is several times cheaper.
/// </summary>
internal static class RequestFeatures
{
    public static IHttpRequestFeature RequestFeature(this HttpContext context) => Find<IHttpRequestFeature>(context.Features) ?? context.Features.GetRequiredFeature<IHttpRequestFeature>();

    public static IHttpConnectionFeature ConnectionFeature(this HttpContext context)
    {
        if (Find<IHttpConnectionFeature>(context.Features) is { } known)
        {
            return known;
        }

        var created = new HttpConnectionFeature();
        context.Features.Set<IHttpConnectionFeature>(created);
        return created;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static TFeature? Find<TFeature>(IFeatureCollection features)
        where TFeature : class => features[typeof(TFeature)] as TFeature;
}
