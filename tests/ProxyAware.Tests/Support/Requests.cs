using System.Net;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Primitives;

namespace ProxyAware.Tests.Support;

/// <summary>Requests as tables write them: a peer, and headers as lines of text.</summary>
internal static class Requests
{
    /// <summary>An address, <c>unix</c>, <c>in-memory</c> or <c>unknown</c>.</summary>
    public static ProxyPeer Peer(string text) => text switch
    {
        "unix" => ProxyPeer.UnixSocket,
        "in-memory" => ProxyPeer.InMemory,
        "unknown" => ProxyPeer.Unknown,
        _ => ProxyPeer.FromAddress(IPAddress.Parse(text)),
    };

    /// <summary>Headers from lines such as <c>X-Forwarded-For: 192.0.2.1</c>; a name that comes again is another line of that header.</summary>
    public static HeaderDictionary Headers(params IEnumerable<string> lines)
    {
        var headers = new HeaderDictionary();
        foreach (var line in lines)
        {
            var colon = line.IndexOf(':', StringComparison.Ordinal);
            var name = line[..colon];
            headers[name] = StringValues.Concat(headers[name], line[(colon + 1)..].TrimStart(' '));
        }

        return headers;
    }

    public static ProxyResolver Resolver(string? trust, Action<ProxyAwareOptions>? configure = null)
    {
        var options = new ProxyAwareOptions { TrustProxy = trust };
        configure?.Invoke(options);
        return new ProxyResolver(options);
    }

    public static ProxyResolution Resolve(string? trust, string peer, params IEnumerable<string> lines) =>
        Resolver(trust).Resolve(Peer(peer), Headers(lines));

    public static ProxyResolution Resolve(string? trust, string peer, Action<ProxyAwareOptions> configure, params IEnumerable<string> lines) =>
        Resolver(trust, configure).Resolve(Peer(peer), Headers(lines));

    /// <summary>The hops as <c>0 10.0.0.1 Trusted, 1 192.0.2.1 Untrusted</c>.</summary>
    public static string Describe(IEnumerable<ProxyHop> hops) => string.Join(", ", hops.Select(h => $"{h.Distance} {h.Address ?? "-"} {h.Verdict}"));

    /// <summary>All that a forwarding header may decide about a request, in one text.</summary>
    public static string Describe(ProxyResolution resolution) =>
        $"client {resolution.ClientAddress?.ToString() ?? "-"} port {resolution.ClientPort} {resolution.ClientQuality} {resolution.Reason} hop {resolution.AcceptedHop}"
        + $" scheme {resolution.Scheme ?? "-"} host {resolution.Host ?? "-"} port {resolution.Port} prefix {resolution.Prefix ?? "-"}"
        + $" malformed {resolution.MalformedHeader ?? "-"} hops {Describe(resolution.Hops)}";
}
