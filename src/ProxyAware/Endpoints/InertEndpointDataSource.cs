using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.Primitives;

namespace ProxyAware.Endpoints;

/// <summary>Copies of the app's endpoints: the same patterns, order and metadata, and nothing to run.</summary>
internal sealed class InertEndpointDataSource(EndpointDataSource source) : EndpointDataSource
{
    private static readonly RequestDelegate Nothing = _ => Task.CompletedTask;

    private volatile Copies? _copies;

    public override IReadOnlyList<Endpoint> Endpoints => Get().Endpoints;

    public override IChangeToken GetChangeToken() => source.GetChangeToken();

    public bool Any<TMetadata>()
        where TMetadata : class => Get().Any(typeof(TMetadata));

    public bool AnyRequiresOrigins => Get().AnyRequiresOrigins;

    private Copies Get()
    {
        var originals = source.Endpoints;
        var copies = _copies;
        if (copies is null || !ReferenceEquals(copies.Originals, originals))
        {
            _copies = copies = new(originals, [.. originals.OfType<RouteEndpoint>().Select(Copy)]);
        }

        return copies;
    }

    private static RouteEndpoint Copy(RouteEndpoint endpoint) =>
        new(Nothing, endpoint.RoutePattern, endpoint.Order, endpoint.Metadata, endpoint.DisplayName);

    private sealed record Copies(IReadOnlyList<Endpoint> Originals, IReadOnlyList<Endpoint> Endpoints)
    {
        public bool AnyRequiresOrigins { get; } = Endpoints.Any(e => e.Metadata.OfType<IOriginMetadata>().Any(m => !m.Origins.AllowsAny));

        private readonly System.Collections.Concurrent.ConcurrentDictionary<Type, bool> _any = new();

        public bool Any(Type metadata) => _any.GetOrAdd(metadata, type => Endpoints.Any(e => e.Metadata.Any(type.IsInstanceOfType)));
    }
}
