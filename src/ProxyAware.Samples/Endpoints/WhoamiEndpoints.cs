namespace ProxyAware.Samples.Endpoints;

/// <summary>Who the app thinks the client is, and a redirect that only works when it is right about itself.</summary>
internal static class WhoamiEndpoints
{
    public static void MapWhoami(this IEndpointRouteBuilder endpoints)
    {
        endpoints.MapGet("/whoami", (HttpContext context) =>
        {
            // The answer belongs to one client: no cache may hand it to another.
            context.Response.Headers.CacheControl = "no-store";
            return Results.Json(WhoamiReply.From(context), SampleJson.Default.WhoamiReply);
        });

        endpoints.MapGet("/go", () => Results.LocalRedirect("~/whoami"));
    }
}
