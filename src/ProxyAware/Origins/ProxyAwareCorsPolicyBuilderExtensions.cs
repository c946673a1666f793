using ProxyAware;
using ProxyAware.Origins;

namespace Microsoft.AspNetCore.Cors.Infrastructure;

/// <summary>Shares the allowed origins with CORS.</summary>
public static class ProxyAwareCorsPolicyBuilderExtensions
{
    /// <summary>Allows the origins of <see cref="ProxyAwareOptions.Origins"/> and <see cref="ProxyAwareOptions.PublicUrl"/>, as they are at the time of a request.</summary>
    /// <param name="builder">The builder of the policy.</param>
    /// <returns>The same builder.</returns>
    /// <remarks>With <c>Origins</c> set to <c>any</c> every origin is allowed; do not combine that with <c>AllowCredentials</c>.</remarks>
    /// <exception cref="ArgumentNullException"><paramref name="builder"/> is <see langword="null"/>.</exception>
    public static CorsPolicyBuilder WithProxyAwareOrigins(this CorsPolicyBuilder builder)
    {
        ArgumentNullException.ThrowIfNull(builder);
        return builder.SetIsOriginAllowed(ProxyAwareCorsService.IsAllowed);
    }
}
