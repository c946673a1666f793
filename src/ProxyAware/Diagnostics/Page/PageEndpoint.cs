using ProxyAware.Configuration;
using ProxyAware.Diagnostics.Explain;
using ProxyAware.Diagnostics.Findings;
using ProxyAware.Forwarding;
using ProxyAware.Https;
using ProxyAware.Upstream.Reporting;

namespace ProxyAware.Diagnostics.Page;

/// <summary>Answers a request for the page with what is known now.</summary>
internal static class PageEndpoint
{
    public static Task WriteAsync(HttpContext context)
    {
        var view = View(context);
        var response = context.Response;
        PageHeaders.Apply(response);
        response.Headers.Vary = "Accept";
        if (!PageFormat.IsHtml(context.Request))
        {
            return response.WriteAsJsonAsync(view, DiagnosticsJson.Default.DiagnosticsView, cancellationToken: context.RequestAborted);
        }

        response.ContentType = "text/html; charset=utf-8";
        return response.WriteAsync(PageWriter.Write(view, Below(context.Request.Path)), context.RequestAborted);
    }

    private static DiagnosticsView View(HttpContext context)
    {
        var services = context.RequestServices;
        var listeners = services.GetRequiredService<ServerListeners>();
        var feature = context.Features.Get<IProxyAwareFeature>() as ProxyAwareFeature;
        var explanation = feature is null ? null : ExplanationBuilder.Build(context, feature, listeners);
        return new(
            explanation?.Request,
            explanation is null ? null : ResolutionView.From(explanation),
            EffectiveConfiguration.Of(services.GetRequiredService<PolicyHolder>().Current, listeners),
            [.. services.GetRequiredService<FindingsReport>().Current().Select(FindingView.From)],
            services.GetRequiredService<UpstreamReport>().Current());
    }

    /// <summary>Where what belongs to the page is, seen from the page: whatever a proxy took off or put in front of the path does not matter.</summary>
    private static string Below(PathString path)
    {
        var text = path.ToUriComponent();
        return "./" + (text.EndsWith('/') ? "" : text[(text.LastIndexOf('/') + 1)..] + "/");
    }
}
