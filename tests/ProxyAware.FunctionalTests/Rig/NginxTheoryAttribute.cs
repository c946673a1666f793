namespace ProxyAware.FunctionalTests.Rig;

/// <summary>A theory that needs nginx.</summary>
[AttributeUsage(AttributeTargets.Method)]
internal sealed class NginxTheoryAttribute : TheoryAttribute
{
    public NginxTheoryAttribute() => Skip = Programs.SkipReason("nginx");
}
