using Microsoft.AspNetCore.Cors.Infrastructure;

namespace ProxyAware.Origins;

/// <summary>Puts <see cref="ProxyAwareCorsService"/> around the app's CORS service, whether the app adds CORS before or after.</summary>
internal static class CorsRegistration
{
    public static void Wrap(IServiceCollection services)
    {
        var existing = services.LastOrDefault(s => s.ServiceType == typeof(ICorsService) && !s.IsKeyedService);
        if (existing is not null)
        {
            services.Remove(existing);
        }

        // AddCors adds its service only where there is none yet.
        services.AddTransient<ICorsService>(provider => new ProxyAwareCorsService(Create(provider, existing)));
    }

    private static ICorsService Create(IServiceProvider provider, ServiceDescriptor? existing) => existing switch
    {
        { ImplementationInstance: ICorsService instance } => instance,
        { ImplementationFactory: { } factory } => (ICorsService)factory(provider),
        { ImplementationType: { } type } when type != typeof(CorsService) => (ICorsService)ActivatorUtilities.CreateInstance(provider, type),
        _ => ActivatorUtilities.CreateInstance<CorsService>(provider),
    };
}
