using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Http.Features;

namespace ProxyAware.Diagnostics.Explain.Offline;

/// <summary>Hands each request to the exchange that its connection carries.</summary>
internal sealed class OfflineApplication : IHttpApplication<HttpContext>
{
    public HttpContext CreateContext(IFeatureCollection contextFeatures) => new DefaultHttpContext(contextFeatures);

    public Task ProcessRequestAsync(HttpContext context) => context.Features.GetRequiredFeature<OfflineExchange>().HandleAsync(context);

    public void DisposeContext(HttpContext context, Exception? exception)
    {
        // Nothing is held.
    }
}
