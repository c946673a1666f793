using ProxyAware;
using ProxyAware.UrlRoots;

namespace Microsoft.AspNetCore.Builder;

/// <summary>Serves single-page apps below a root.</summary>
public static class UrlRootBaseHrefApplicationBuilderExtensions
{
    /// <summary>
    /// Rewrites <c>&lt;base href="/"&gt;</c> in HTML pages to the root under which the request came (<see cref="ProxyAwareOptions.UrlRoot"/>), as they are
    /// served, and nothing else. Length and entity tag are those of the rewritten page.
    /// </summary>
    /// <param name="app">The pipeline.</param>
    /// <returns>The same pipeline.</returns>
    /// <remarks>
    /// Place it in front of what serves the page: <c>UseStaticFiles</c>, <c>MapFallbackToFile</c>. Only pages of a known length up to 4 MiB are looked at; pages
    /// that are streamed or compressed already are left alone.
    /// </remarks>
    /// <exception cref="ArgumentNullException"><paramref name="app"/> is <see langword="null"/>.</exception>
    public static IApplicationBuilder UseUrlRootBaseHref(this IApplicationBuilder app)
    {
        ArgumentNullException.ThrowIfNull(app);
        return app.Use(next => new BaseHrefMiddleware(next).Invoke);
    }
}
