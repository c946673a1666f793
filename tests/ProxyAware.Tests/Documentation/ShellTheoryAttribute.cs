namespace ProxyAware.Tests.Documentation;

/// <summary>A theory that needs a shell, and other programs. In CI nothing may be skipped: there a missing one fails it.</summary>
[AttributeUsage(AttributeTargets.Method)]
internal sealed class ShellTheoryAttribute : TheoryAttribute
{
    public ShellTheoryAttribute(params string[] programs)
    {
        var mustRun = string.Equals(Environment.GetEnvironmentVariable("CI"), "true", StringComparison.OrdinalIgnoreCase);
        Skip = mustRun ? null : programs.Prepend("bash").FirstOrDefault(p => !Shell.Has(p)) is { } missing ? $"{missing} is not installed; CI installs it" : null;
    }
}
