using Microsoft.AspNetCore.Builder;

namespace ProxyAware.Benchmarks.Rig;

/// <summary>How an app is set up: its services, and its pipeline.</summary>
internal sealed record AppSetup(Action<WebApplicationBuilder> Configure, Action<WebApplication> Use)
{
    /// <summary>An app with nothing in front of it.</summary>
    public static AppSetup Nothing { get; } = new(_ => { }, _ => { });
}
