namespace ProxyAware.Tests.Support;

/// <summary>Where the sources are.</summary>
internal static class Repository
{
    /// <summary>The folder of the solution, found from where the tests run.</summary>
    public static string Root()
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (folder is not null && !File.Exists(Path.Combine(folder.FullName, "ProxyAware.sln")))
        {
            folder = folder.Parent;
        }

        return folder?.FullName ?? throw new InvalidOperationException("The tests do not run below the solution.");
    }
}
