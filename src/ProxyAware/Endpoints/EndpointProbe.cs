using Microsoft.AspNetCore.Http.Features;
using Microsoft.AspNetCore.Routing;

namespace ProxyAware.Endpoints;

/// <summary>
/// Asks the app's own matcher which endpoint would answer a request, before the request reaches it. It runs real routing over copies
/// of the app's endpoints that cannot run code; matching templates by hand would let a POST through on the mark of a GET.
/// </summary>
internal sealed class EndpointProbe
{
    // The keys under which routing keeps the place where endpoints are added; the branch needs a place of its own.
    private const string RouteBuilderKey = "__EndpointRouteBuilder";

    private const string GlobalRouteBuilderKey = "__GlobalEndpointRouteBuilder";

    private readonly Lazy<Branch?> _branch;

    public EndpointProbe(IApplicationBuilder app) => _branch = new(() => Build(app));

    private EndpointProbe() => _branch = new((Branch?)null);

    /// <summary>The probe of an app whose endpoints are not known.</summary>
    public static EndpointProbe None { get; } = new();

    /// <summary>Whether any endpoint has metadata of a type; if not, there is no need to ask.</summary>
    public bool Any<TMetadata>()
        where TMetadata : class => _branch.Value is { } branch && branch.Endpoints.Any<TMetadata>();

    /// <summary>Whether an endpoint has an origin list of its own, so that it may refuse what the app allows.</summary>
    public bool AnyRequiresOrigins => _branch.Value is { } branch && branch.Endpoints.AnyRequiresOrigins;

    /// <summary>The metadata of the endpoint that would answer, or null if there is no such endpoint.</summary>
    /// <param name="context">The request; it is not changed.</param>
    /// <param name="path">The path to match, without the root.</param>
    public async ValueTask<EndpointMetadataCollection?> FindAsync(HttpContext context, PathString path)
    {
        if (_branch.Value is not { } branch)
        {
            return null;
        }

        // Reads fall through to the request; what routing sets, on the response too, stays on the copy.
        var features = new FeatureCollection(context.Features);
        features.Set<IHttpRequestFeature>(new ProbeRequestFeature(context.Features.GetRequiredFeature<IHttpRequestFeature>(), path));
        features.Set<IHttpResponseFeature>(new HttpResponseFeature());
        features.Set<IHttpResponseBodyFeature>(new StreamResponseBodyFeature(Stream.Null));
        features.Set<IEndpointFeature>(new ProbeEndpointFeature());
        features.Set<IRouteValuesFeature>(new RouteValuesFeature());
        features.Set<IHttpMaxRequestBodySizeFeature>(new ProbeBodySizeFeature());
        var copy = new DefaultHttpContext(features) { RequestServices = context.RequestServices };
        try
        {
            await branch.Route(copy);
        }
#pragma warning disable CA1031 // An app's own matcher policy may throw; the request itself will meet it again.
        catch (Exception)
#pragma warning restore CA1031
        {
            return null;
        }

        return copy.GetEndpoint()?.Metadata;
    }

    private static Branch? Build(IApplicationBuilder app)
    {
        if (app.ApplicationServices.GetService<EndpointDataSource>() is not { } source)
        {
            return null;
        }

        var builder = app.New();
        builder.Properties.Remove(RouteBuilderKey);
        builder.Properties.Remove(GlobalRouteBuilderKey);
        builder.UseRouting();
        var endpoints = new InertEndpointDataSource(source);
        ((IEndpointRouteBuilder)builder.Properties[RouteBuilderKey]!).DataSources.Add(endpoints);
        builder.Run(_ => Task.CompletedTask);
        return new(builder.Build(), endpoints);
    }

    private sealed record Branch(RequestDelegate Route, InertEndpointDataSource Endpoints);

    /// <summary>Routing sets the limit of the endpoint it finds.</summary>
    private sealed class ProbeBodySizeFeature : IHttpMaxRequestBodySizeFeature
    {
        public bool IsReadOnly => false;

        public long? MaxRequestBodySize { get; set; }
    }

    private sealed class ProbeEndpointFeature : IEndpointFeature
    {
        public Endpoint? Endpoint { get; set; }
    }
}
