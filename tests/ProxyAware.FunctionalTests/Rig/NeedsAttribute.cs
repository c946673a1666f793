namespace ProxyAware.FunctionalTests.Rig;

/// <summary>The programs without which a site cannot be built. Tests whose fixture it is are skipped where one is missing, except in CI.</summary>
[AttributeUsage(AttributeTargets.Class)]
internal sealed class NeedsAttribute(params string[] programs) : Attribute
{
    /// <summary>Why the tests of a class are skipped; null when they run.</summary>
    public static string? SkipReasonOf(Type testClass) => testClass.GetInterfaces()
        .Where(contract => contract.IsGenericType && contract.GetGenericTypeDefinition() == typeof(IClassFixture<>))
        .Select(contract => SkipReasonOfSite(contract.GetGenericArguments()[0]))
        .FirstOrDefault(reason => reason is not null);

    /// <summary>Why a site is not built; null when it is.</summary>
    public static string? SkipReasonOfSite(Type site) => site.GetCustomAttributes(typeof(NeedsAttribute), inherit: true)
        .Cast<NeedsAttribute>()
        .SelectMany(needs => needs.Programs)
        .Select(Rig.Programs.SkipReason)
        .FirstOrDefault(reason => reason is not null);

    private string[] Programs => programs;
}
