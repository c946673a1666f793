namespace ProxyAware.FunctionalTests.Rig;

/// <summary>A fact that needs Chromium, and nginx between it and the app.</summary>
[AttributeUsage(AttributeTargets.Method)]
internal sealed class ChromiumFactAttribute : FactAttribute
{
    public ChromiumFactAttribute() => Skip = Programs.SkipReason("chromium") ?? Programs.SkipReason("nginx");
}
