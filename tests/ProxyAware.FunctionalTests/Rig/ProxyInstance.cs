using System.Net;

namespace ProxyAware.FunctionalTests.Rig;

/// <summary>A proxy of its own, on free ports of the loopback address.</summary>
internal sealed class ProxyInstance : IAsyncDisposable
{
    /// <summary>For how many seconds it waits for the app, unless the test wants another number: longer than a busy machine needs for anything.</summary>
    private const int IdleSeconds = 60;

    /// <summary>A free port may be taken by somebody else before the proxy binds it.</summary>
    private const int Attempts = 5;

    /// <summary>How the four of them say so.</summary>
    private static readonly string[] PortTaken = ["Address already in use", "address already in use", "could not bind to address", "cannot bind socket"];

    private readonly ChildProcess _process;

    private readonly TempFolder _folder;

    private readonly IReadOnlyDictionary<string, int> _ports;

    private ProxyInstance(ChildProcess process, TempFolder folder, IReadOnlyDictionary<string, int> ports)
    {
        _process = process;
        _folder = folder;
        _ports = ports;
    }

    /// <summary>What it wrote so far.</summary>
    public string Log => _process.Errors;

    /// <summary>Where it keeps everything.</summary>
    public string Folder => _folder.Path;

    /// <summary>Where the listener is whose port the configuration calls so.</summary>
    public IPEndPoint EndPoint(string portName) => new(IPAddress.Loopback, _ports[portName]);

    /// <summary>Starts a proxy and waits until it listens on every port.</summary>
    /// <param name="program">Which one.</param>
    /// <param name="site">Its configuration, in which <c>@NAME@</c> stands for what only a run knows.</param>
    /// <param name="portNames">The placeholders that stand for free ports.</param>
    /// <param name="values">The other placeholders.</param>
    public static async Task<ProxyInstance> StartAsync(
        ProxyProgram program, string site, string[] portNames, params (string Name, string Value)[] values)
    {
        var path = Programs.Require(program.Name);
        for (var attempt = 1; ; attempt++)
        {
            var ports = portNames.ToDictionary(name => name, _ => FreePort.Next(), StringComparer.Ordinal);
            var proxy = Start(path, program, site, ports, values);
            if (await proxy._process.ErrorLineAsync(program.Ready) is not null)
            {
                return proxy;
            }

            var log = proxy.Log;
            await proxy.DisposeAsync();
            if (attempt == Attempts || !PortTaken.Any(text => log.Contains(text, StringComparison.Ordinal)))
            {
                throw new InvalidOperationException($"{program.Name} did not start:{Environment.NewLine}{log}{Environment.NewLine}{site}");
            }
        }
    }

    public async ValueTask DisposeAsync()
    {
        await _process.DisposeAsync();
        _folder.Dispose();
    }

    private static ProxyInstance Start(
        string path, ProxyProgram program, string site, Dictionary<string, int> ports, (string Name, string Value)[] values)
    {
        var folder = new TempFolder();
        var all = values.ToDictionary(value => value.Name, value => value.Value, StringComparer.Ordinal);
        all.TryAdd("IDLE_SECONDS", $"{IdleSeconds}");
        all["FOLDER"] = folder.Path;
        all["SITE_FILE"] = folder.File(ProxyProgram.SiteFile);
        foreach (var (name, port) in ports)
        {
            all[name] = $"{port}";
        }

        // The configuration around may use ports that the one under test does not have.
        var around = ConfigTemplate.Read($"{program.Folder}/{program.Around}");
        File.WriteAllText(folder.File(program.Around), ConfigTemplate.Fill(around, all, program.Around));
        File.WriteAllText(folder.File(ProxyProgram.SiteFile), ConfigTemplate.Fill(site, all, ProxyProgram.SiteFile));
        var nothingElsewhere = new Dictionary<string, string?>(StringComparer.Ordinal)
        {
            ["HOME"] = folder.Path,
            ["XDG_CONFIG_HOME"] = folder.Path,
            ["XDG_DATA_HOME"] = folder.Path,
        };
        return new(ChildProcess.Start(path, program.Arguments(folder), nothingElsewhere), folder, ports);
    }
}
