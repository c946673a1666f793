using ProxyAware;

namespace Microsoft.AspNetCore.Builder;

/// <summary>Marks endpoints that may be reached without TLS.</summary>
public static class AllowUnencryptedEndpointConventionBuilderExtensions
{
    /// <summary>Lets endpoints be served in clear text, for any host, and outside the root.</summary>
    /// <typeparam name="TBuilder">The type of the builder.</typeparam>
    /// <param name="builder">The builder of the endpoints.</param>
    /// <returns>The same builder.</returns>
    /// <remarks>It holds also where ProxyAware runs before routing. Whatever the endpoints answer can be read and changed on the way.</remarks>
    /// <exception cref="ArgumentNullException"><paramref name="builder"/> is <see langword="null"/>.</exception>
    public static TBuilder AllowUnencrypted<TBuilder>(this TBuilder builder)
        where TBuilder : IEndpointConventionBuilder
    {
        ArgumentNullException.ThrowIfNull(builder);
        builder.Add(endpoint => endpoint.Metadata.Add(new AllowUnencryptedAttribute()));
        return builder;
    }
}
