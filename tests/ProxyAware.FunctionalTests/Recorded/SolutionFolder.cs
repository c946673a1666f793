namespace ProxyAware.FunctionalTests.Recorded;

/// <summary>The repository, found from where the tests run: pages and recordings are read where people edit them.</summary>
internal static class SolutionFolder
{
    public static string File(params string[] path) => Path.Combine([Find(), .. path]);

    public static string Recordings(params string[] path) => File(["tests", "ProxyAware.FunctionalTests", "Recorded", .. path]);

    private static string Find()
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (folder is not null && !System.IO.File.Exists(Path.Combine(folder.FullName, "ProxyAware.sln")))
        {
            folder = folder.Parent;
        }

        return folder?.FullName ?? throw new InvalidOperationException("The tests do not run below the solution.");
    }
}
