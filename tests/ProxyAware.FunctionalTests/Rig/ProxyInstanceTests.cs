namespace ProxyAware.FunctionalTests.Rig;

/// <summary>A proxy is gone when its test is: nothing of it runs, nothing of it listens, nothing of it lies around.</summary>
public sealed class ProxyInstanceTests
{
    [ProgramFact("nginx")]
    public Task Nginx_LeavesNothing() => AssertLeavesNothingAsync(ProxyProgram.Nginx, "server { listen 127.0.0.1:@HTTP_PORT@; }");

    [ProgramFact("apache2")]
    public Task Apache_LeavesNothing() => AssertLeavesNothingAsync(ProxyProgram.Apache, "");

    [ProgramFact("caddy")]
    public Task Caddy_LeavesNothing() => AssertLeavesNothingAsync(ProxyProgram.Caddy, "http://localhost {\n}");

    [ProgramFact("haproxy")]
    public Task HAProxy_LeavesNothing() => AssertLeavesNothingAsync(
        ProxyProgram.HAProxy, "frontend f\n    mode http\n    timeout client 1s\n    bind 127.0.0.1:@HTTP_PORT@\n");

    [ProgramFact("nginx")]
    public async Task Configuration_ThatIsNone_IsReported()
    {
        var failure = await Assert.ThrowsAsync<InvalidOperationException>(() => ProxyInstance.StartAsync(ProxyProgram.Nginx, "nonsense;", []));

        Assert.Contains("unknown directive \"nonsense\"", failure.Message, StringComparison.Ordinal);
    }

    private static async Task AssertLeavesNothingAsync(ProxyProgram program, string site)
    {
        var proxy = await ProxyInstance.StartAsync(program, site, ["HTTP_PORT", "HTTPS_PORT"]);
        Assert.NotEmpty(ProcessesOf(proxy.Folder));

        await proxy.DisposeAsync();

        Assert.Empty(ProcessesOf(proxy.Folder));
        Assert.False(Directory.Exists(proxy.Folder));
        await Assert.ThrowsAsync<System.Net.Sockets.SocketException>(() => new Visitor(proxy.EndPoint("HTTP_PORT"), "127.0.0.5").SendRawAsync("/"));
    }

    /// <summary>The command lines of running processes that name a folder.</summary>
    private static List<string> ProcessesOf(string folder) => Directory.EnumerateDirectories("/proc")
        .Where(process => int.TryParse(Path.GetFileName(process), out _))
        .Select(CommandLineOf)
        .Where(line => line.Contains(folder, StringComparison.Ordinal))
        .ToList();

    private static string CommandLineOf(string process)
    {
        try
        {
            return File.ReadAllText(Path.Combine(process, "cmdline"));
        }
        catch (IOException)
        {
            // It ended meanwhile.
            return "";
        }
    }
}
