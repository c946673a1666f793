using System.Net;

namespace ProxyAware.FunctionalTests.Rig;

/// <summary>An nginx of its own, from one of the templates beside the tests.</summary>
internal sealed class NginxInstance : IAsyncDisposable
{
    /// <summary>What nginx logs when all its listeners are bound; connecting instead could reach whoever took the port.</summary>
    private const string Ready = "event method";

    /// <summary>A free port may be taken by somebody else before nginx binds it.</summary>
    private const int Attempts = 5;

    private readonly ChildProcess _process;

    private readonly TempFolder _prefix;

    private readonly Dictionary<string, int> _ports;

    private NginxInstance(ChildProcess process, TempFolder prefix, Dictionary<string, int> ports)
    {
        _process = process;
        _prefix = prefix;
        _ports = ports;
    }

    /// <summary>What it wrote so far.</summary>
    public string Log => _process.Errors;

    /// <summary>Where the listener is whose port the template calls so.</summary>
    public IPEndPoint EndPoint(string portName) => new(IPAddress.Loopback, _ports[portName]);

    /// <summary>Starts nginx and waits until it listens on every port.</summary>
    /// <param name="template">The file under <c>Proxies/nginx</c>.</param>
    /// <param name="portNames">The placeholders that stand for free ports.</param>
    /// <param name="values">The other placeholders.</param>
    public static async Task<NginxInstance> StartAsync(string template, string[] portNames, params (string Name, string Value)[] values)
    {
        var program = Programs.Require("nginx");
        for (var attempt = 1; ; attempt++)
        {
            var ports = portNames.ToDictionary(name => name, _ => FreePort.Next(), StringComparer.Ordinal);
            var nginx = Start(program, template, ports, values);
            if (await nginx._process.ErrorLineAsync(Ready) is not null)
            {
                return nginx;
            }

            var log = nginx.Log;
            await nginx.DisposeAsync();
            if (attempt == Attempts || !log.Contains("Address already in use", StringComparison.Ordinal))
            {
                throw new InvalidOperationException($"nginx did not start with {template}:{Environment.NewLine}{log}");
            }
        }
    }

    public async ValueTask DisposeAsync()
    {
        await _process.DisposeAsync();
        _prefix.Dispose();
    }

    private static NginxInstance Start(string program, string template, Dictionary<string, int> ports, (string Name, string Value)[] values)
    {
        var all = values.ToDictionary(value => value.Name, value => value.Value, StringComparer.Ordinal);
        foreach (var (name, port) in ports)
        {
            all[name] = $"{port}";
        }

        var prefix = new TempFolder();
        File.WriteAllText(prefix.File("nginx.conf"), ConfigTemplate.Fill("nginx/nginx.conf", all));
        File.WriteAllText(prefix.File("site.conf"), ConfigTemplate.Fill($"nginx/{template}", all));
        return new(ChildProcess.Start(program, ["-p", prefix.Path, "-c", "nginx.conf", "-e", "stderr"]), prefix, ports);
    }
}
