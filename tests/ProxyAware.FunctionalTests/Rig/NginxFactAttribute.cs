namespace ProxyAware.FunctionalTests.Rig;

/// <summary>A fact that needs nginx.</summary>
[AttributeUsage(AttributeTargets.Method)]
internal sealed class NginxFactAttribute : FactAttribute
{
    public NginxFactAttribute() => Skip = Programs.SkipReason("nginx");
}
