using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.Extensions.Hosting;
using ProxyAware.Addresses;
using ProxyAware.Hosts;

namespace ProxyAware.Https;

/// <summary>The addresses the app itself listens on. They are complete once the app has started, and do not change after that.</summary>
internal sealed class ServerListeners(IServer? server, IHostApplicationLifetime? lifetime)
{
    private volatile Snapshot? _snapshot;

    /// <summary>Whether any of them ends TLS.</summary>
    public bool HasHttps => Get().HasHttps;

    /// <summary>The port of the only one that does; 0 if there is none or more than one.</summary>
    public int OnlyHttpsPort => Get().OnlyHttpsPort;

    /// <summary>Whether other machines can reach one of them.</summary>
    public bool IsOpen => Get().IsOpen;

    public IReadOnlyCollection<string> Addresses => Get().Addresses;

    /// <summary>The listeners of an app that does not run here.</summary>
    /// <param name="addresses">What it listens on, as far as that is known.</param>
    /// <param name="hasHttps">Whether one of them ends TLS although none of the addresses says so.</param>
    public static ServerListeners Of(IReadOnlyCollection<string> addresses, bool hasHttps)
    {
        var snapshot = Describe(addresses);
        return new(server: null, lifetime: null) { _snapshot = snapshot with { HasHttps = snapshot.HasHttps || hasHttps } };
    }

    private Snapshot Get()
    {
        if (_snapshot is { } known)
        {
            return known;
        }

        var snapshot = Describe([.. server?.Features.Get<IServerAddressesFeature>()?.Addresses ?? []]);
        if (lifetime?.ApplicationStarted.IsCancellationRequested != false)
        {
            _snapshot = snapshot;
        }

        return snapshot;
    }

    private static Snapshot Describe(IReadOnlyCollection<string> addresses)
    {
        var https = addresses.Where(a => a.StartsWith("https://", StringComparison.OrdinalIgnoreCase)).ToArray();
        var ports = https.Select(PortOf).Where(p => p != 0).Distinct().ToArray();
        return new(addresses, https.Length > 0, ports.Length == 1 ? ports[0] : 0, Open(addresses).Count > 0);
    }

    /// <summary>The addresses that other machines can reach.</summary>
    public static IReadOnlyList<string> Open(IEnumerable<string> addresses) => [.. addresses.Where(a => !IsLocal(a))];

    /// <summary>The port of an https address; a Unix socket has none.</summary>
    private static int PortOf(string address)
    {
        var authority = UrlText.Authority(address);
        if (authority.StartsWith("unix:", StringComparison.OrdinalIgnoreCase))
        {
            return 0;
        }

        var colon = authority.LastIndexOf(':');
        return colon > authority.LastIndexOf(']') && AddressParser.TryParsePort(authority[(colon + 1)..], out var port) ? port : 443;
    }

    /// <summary>Whether other machines cannot reach an address.</summary>
    private static bool IsLocal(string address)
    {
        var authority = UrlText.Authority(address);
        return authority.StartsWith("unix:", StringComparison.OrdinalIgnoreCase)
            || (HostParser.TryParse(authority, out var host, out _) && HostName.IsLocal(host));
    }

    private sealed record Snapshot(IReadOnlyCollection<string> Addresses, bool HasHttps, int OnlyHttpsPort, bool IsOpen);
}
