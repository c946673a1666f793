using ProxyAware;

namespace Microsoft.AspNetCore.Builder;

/// <summary>Says which origins may use endpoints.</summary>
public static class OriginEndpointConventionBuilderExtensions
{
    /// <summary>Lets endpoints be used from every origin: WebSocket handshakes and unsafe requests of any page in a browser.</summary>
    /// <typeparam name="TBuilder">The type of the builder.</typeparam>
    /// <param name="builder">The builder of the endpoints.</param>
    /// <returns>The same builder.</returns>
    /// <remarks>Such a page acts with the cookies of its visitor. The endpoints must not rely on them.</remarks>
    /// <exception cref="ArgumentNullException"><paramref name="builder"/> is <see langword="null"/>.</exception>
    public static TBuilder AllowAnyOrigin<TBuilder>(this TBuilder builder)
        where TBuilder : IEndpointConventionBuilder
    {
        ArgumentNullException.ThrowIfNull(builder);
        builder.Add(endpoint => endpoint.Metadata.Add(new AllowAnyOriginAttribute()));
        return builder;
    }

    /// <summary>Lets endpoints be used from the named origins only; the app's own origin counts if it is named.</summary>
    /// <typeparam name="TBuilder">The type of the builder.</typeparam>
    /// <param name="builder">The builder of the endpoints.</param>
    /// <param name="origins">The origins, as in <see cref="ProxyAwareOptions.Origins"/>.</param>
    /// <returns>The same builder.</returns>
    /// <exception cref="ArgumentNullException">An argument is <see langword="null"/>.</exception>
    /// <exception cref="ArgumentException">No origin is named.</exception>
    /// <exception cref="FormatException">An entry could never match.</exception>
    public static TBuilder RequireOrigins<TBuilder>(this TBuilder builder, params string[] origins)
        where TBuilder : IEndpointConventionBuilder
    {
        ArgumentNullException.ThrowIfNull(builder);
        var metadata = new RequireOriginsAttribute(origins);
        builder.Add(endpoint => endpoint.Metadata.Add(metadata));
        return builder;
    }
}
