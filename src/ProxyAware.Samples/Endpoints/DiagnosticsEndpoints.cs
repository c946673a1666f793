using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Authorization.Policy;

namespace ProxyAware.Samples.Endpoints;

/// <summary>
/// The diagnostics page, for those who run the console. It has no users of its own, so it is open in Development, to callers on the same machine, and with the
/// setting <c>Samples:OpenDiagnostics</c>; to everybody else it does not exist.
/// </summary>
internal static class DiagnosticsEndpoints
{
    public const string OpenKey = "Samples:OpenDiagnostics";

    /// <summary>How long the audit holds a WebSocket idle, in seconds from 1 to 600.</summary>
    private const string IdleKey = "Samples:AuditIdleSeconds";

    private const double IdleSeconds = 70;

    private const string Policy = "diagnostics";

    public static void AddDiagnosticsAccess(this WebApplicationBuilder builder)
    {
        var isOpen = builder.Environment.IsDevelopment() || builder.Configuration.GetValue(OpenKey, false);
        builder.Services.AddAuthorizationBuilder().AddPolicy(Policy, policy => policy.RequireAssertion(context => isOpen || IsLocal(context.Resource)));
        builder.Services.AddSingleton<IAuthorizationMiddlewareResultHandler, NotFoundInstead>();
    }

    public static void MapDiagnostics(this WebApplication app)
    {
        var idle = TimeSpan.FromSeconds(Math.Clamp(app.Configuration.GetValue(IdleKey, IdleSeconds), 1, 600));
        app.MapProxyDiagnostics("/_proxy", options => options.WebSocketIdleTime = idle).RequireAuthorization(Policy);
    }

    private static bool IsLocal(object? resource) => (resource as HttpContext)?.Features.Get<IProxyAwareFeature>() is { IsLocal: true };

    /// <summary>There is nobody to sign in as, so nobody is asked to.</summary>
    private sealed class NotFoundInstead : IAuthorizationMiddlewareResultHandler
    {
        public Task HandleAsync(RequestDelegate next, HttpContext context, AuthorizationPolicy policy, PolicyAuthorizationResult authorizeResult)
        {
            if (authorizeResult.Succeeded)
            {
                return next(context);
            }

            context.Response.StatusCode = StatusCodes.Status404NotFound;
            return Task.CompletedTask;
        }
    }
}
