using BenchmarkDotNet.Running;
using ProxyAware.Benchmarks.Server;

switch (args)
{
    case [LoadCommand.Name, ..]:
        await LoadCommand.RunAsync();
        break;
    case [WebSocketsCommand.Name, ..]:
        await WebSocketsCommand.RunAsync();
        break;
    case [ServerApp.Command, var setup]:
        await ServerApp.RunAsync(setup);
        break;
    default:
        BenchmarkSwitcher.FromAssembly(typeof(LoadCommand).Assembly).Run(args);
        break;
}
