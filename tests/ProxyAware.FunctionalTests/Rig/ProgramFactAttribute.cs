namespace ProxyAware.FunctionalTests.Rig;

/// <summary>A fact that needs a program.</summary>
[AttributeUsage(AttributeTargets.Method)]
internal sealed class ProgramFactAttribute : FactAttribute
{
    public ProgramFactAttribute(string program) => Skip = Programs.SkipReason(program);
}
