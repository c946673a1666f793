using ProxyAware.Samples.Edge;

namespace ProxyAware.Samples.Commands;

/// <summary><c>edge</c>: the TLS edge alone, in front of a console elsewhere.</summary>
internal static class EdgeCommand
{
    public static async Task<int> RunAsync(string[] args)
    {
        using var certificate = SelfSigned.Create("edge", TimeProvider.System);
        await EdgeApp.Create(args, certificate).RunAsync();
        return 0;
    }
}
