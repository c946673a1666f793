namespace ProxyAware.FunctionalTests.Rig;

/// <summary>A fact that needs nginx, and IPv6 on this machine.</summary>
[AttributeUsage(AttributeTargets.Method)]
internal sealed class NginxIPv6FactAttribute : FactAttribute
{
    public NginxIPv6FactAttribute() => Skip = Programs.SkipReason("nginx") ?? (IPv6.IsAvailable ? null : "this machine has no IPv6");
}
