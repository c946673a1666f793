using Microsoft.AspNetCore.Hosting.Server;

namespace ProxyAware.Pipeline;

/// <summary>Whether the app runs on the in-memory test server, whose requests have no peer at all.</summary>
internal sealed class ServerKind(IServer? server = null)
{
    // By name: the test server lives in a package that only tests have.
    private const string TestServer = "Microsoft.AspNetCore.TestHost.TestServer";

    public bool IsInMemory { get; init; } = server?.GetType().FullName == TestServer;
}
