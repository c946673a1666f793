using System.Security.Cryptography;
using System.Text;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;

namespace ProxyAware.FunctionalTests.Recorded;

/// <summary>The lines that docs/proxies/azure.md shows, compiled.</summary>
internal static class FrontDoorOnly
{
    public static void UseFrontDoorOnly(this WebApplication app, string frontDoorId)
    {
        // page: begin
        app.Use(async (context, next) =>
        {
            // The addresses are shared by all of Front Door's customers, the identifier is ours alone.
            var id = context.Request.Headers["X-Azure-FDID"].ToString();
            if (!CryptographicOperations.FixedTimeEquals(Encoding.UTF8.GetBytes(id), Encoding.UTF8.GetBytes(frontDoorId)))
            {
                context.Response.StatusCode = StatusCodes.Status403Forbidden;
                return;
            }

            await next(context);
        });
        // page: end
    }
}
