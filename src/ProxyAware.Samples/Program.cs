using ProxyAware;
using ProxyAware.Samples.Commands;

try
{
    return args switch
    {
        ["app", ..] => await AppCommand.RunAsync(args[1..]),
        ["edge", ..] => await EdgeCommand.RunAsync(args[1..]),
        ["explain", ..] => await ExplainCommand.RunAsync(args[1..]),
        ["probe", ..] => await ProbeCommand.RunAsync(args[1..]),
        _ => await DemoCommand.RunAsync(args),
    };
}
catch (Exception exception) when (exception is ProxyAwareConfigurationException or FileNotFoundException or InvalidOperationException { InnerException: FormatException or ArgumentException })
{
    await Console.Error.WriteLineAsync(exception.Message);
    return 2;
}
