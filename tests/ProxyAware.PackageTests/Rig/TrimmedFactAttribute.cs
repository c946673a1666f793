using ProxyAware.FunctionalTests.Rig;

namespace ProxyAware.PackageTests.Rig;

/// <summary>A fact that needs the runtime as a package. CI downloads it; elsewhere nobody has to have it.</summary>
[AttributeUsage(AttributeTargets.Method)]
internal sealed class TrimmedFactAttribute : FactAttribute
{
    public TrimmedFactAttribute() => Skip = Programs.MustRun || HasRuntime() ? null : "the packages of the runtime are not on this machine; CI downloads them";

    private static bool HasRuntime()
    {
        var packages = Environment.GetEnvironmentVariable("NUGET_PACKAGES") ?? Path.Combine(Environment.GetFolderPath(Environment.SpecialFolder.UserProfile), ".nuget", "packages");
        return Directory.Exists(packages) && Directory.EnumerateDirectories(packages, "microsoft.aspnetcore.app.runtime.*").Any();
    }
}
