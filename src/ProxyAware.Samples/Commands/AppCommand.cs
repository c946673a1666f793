using ProxyAware.Samples.Hosting;

namespace ProxyAware.Samples.Commands;

/// <summary><c>app</c>: the console alone, as it stands behind a proxy.</summary>
internal static class AppCommand
{
    public static async Task<int> RunAsync(string[] args)
    {
        await ConsoleApp.Create(args, DefaultUrl.Apply).RunAsync();
        return 0;
    }
}
