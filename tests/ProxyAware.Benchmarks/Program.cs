using BenchmarkDotNet.Running;
using ProxyAware.Benchmarks.Rig;
using ProxyAware.Benchmarks.Server;
using ProxyAware.Benchmarks.Upstream;

switch (args)
{
    case [CompareCommand.Name, .. var rest]:
        CompareCommand.Run(rest);
        break;
    case [CompareCommand.OneCase, var name]:
        await CompareCommand.RunOneAsync(name);
        break;
    case [LoadCommand.Name, ..]:
        await LoadCommand.RunAsync();
        break;
    case [WebSocketsCommand.Name, ..]:
        await WebSocketsCommand.RunAsync();
        break;
    case [HandshakesCommand.Name, ..]:
        await HandshakesCommand.RunAsync();
        break;
    case [ServerApp.Command, var setup]:
        await ServerApp.RunAsync(setup);
        break;
    default:
        BenchmarkSwitcher.FromAssembly(typeof(LoadCommand).Assembly).Run(args);
        break;
}
