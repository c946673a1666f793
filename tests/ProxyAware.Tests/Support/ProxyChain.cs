using System.Globalization;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Primitives;

namespace ProxyAware.Tests.Support;

/// <summary>
/// A client, the proxies in front of an app, and how each of them writes its headers. It can send the same request with and without
/// what a hostile client adds to it.
/// </summary>
internal sealed class ProxyChain
{
    private static readonly string[] Families = ["XForwarded", "Forwarded", "X-Real-IP"];

    private static readonly string[] AllNames =
    [
        "X-Forwarded-For", "X-Forwarded-Proto", "X-Forwarded-Host", "X-Forwarded-Port", "X-Forwarded-Prefix", "Forwarded", "X-Real-IP", "CF-Connecting-IP",
        "X-Forwarded-Ssl", "Front-End-Https", "X-Original-For", "X-Original-Host", "X-Forwarded-Server", "X-Client-IP", "True-Client-IP", "X_Forwarded_For",
        "X_Forwarded_Proto", "Via", "X-Forwarded-Scheme", "X-Url-Scheme",
    ];

    private readonly string _family;
    private readonly string _client;
    private readonly string[] _proxies;
    private readonly (string Name, string Value)[] _hostile;

    // For each proxy from the edge inwards and each header: does it append, add a line, or (the edge only) overwrite?
    private readonly Dictionary<string, Writing[]> _writing = new(StringComparer.Ordinal);
    private readonly Dictionary<string, string> _values = new(StringComparer.Ordinal);

    public ProxyChain(Random random)
    {
        _family = HostileText.Pick(random, Families);
        var isIPv6 = random.Next(4) == 0;
        var port = random.Next(4) == 0 ? string.Create(CultureInfo.InvariantCulture, $":{random.Next(1, 65536)}") : "";
        var address = isIPv6
            ? string.Create(CultureInfo.InvariantCulture, $"2001:db8:c::{random.Next(1, 0xffff):x}")
            : string.Create(CultureInfo.InvariantCulture, $"203.0.113.{random.Next(1, 255)}");
        _client = isIPv6 ? port.Length > 0 ? $"[{address}]{port}" : address : address + port;
        var count = _family == "X-Real-IP" ? 0 : random.Next(0, 5);
        _proxies = [.. Enumerable.Range(0, count).Select(_ => TrustedAddress(random))];
        Peer = random.Next(6) == 0 ? "unix" : TrustedAddress(random);
        Trust = random.Next(2) == 0 ? string.Create(CultureInfo.InvariantCulture, $"{count + 1}") : "10.0.0.0/8, 2001:db8:a::/48, unix";
        HopPeers = Trust.Length == 1 ? "10.0.0.0/8, 2001:db8:a::/48, unix" : "";
        foreach (var name in AllNames.Take(6))
        {
            _writing[name] = [.. Enumerable.Range(0, count + 1).Select(i => (Writing)random.Next(i == 0 ? 3 : 2))];
        }

        _values["X-Forwarded-Proto"] = HostileText.Pick(random, "https", "http", "wss");
        _values["X-Forwarded-Host"] = HostileText.Pick(random, "example.com", "example.com:8443", "[2001:db8::5]");
        _values["X-Forwarded-Port"] = HostileText.Pick(random, "443", "8443");
        _values["X-Forwarded-Prefix"] = HostileText.Pick(random, "/app", "/", "/a/b/");
        var own = _family == "Forwarded" ? ["Forwarded"] : AllNames.Take(5).ToArray();
        _hostile =
        [
            .. Enumerable.Range(0, random.Next(1, 6)).Select(_ =>
                (HostileText.Recase(random, HostileText.Pick(random, random.Next(2) == 0 ? own : AllNames)), HostileText.Make(random))),
        ];
    }

    private enum Writing
    {
        Append,
        AddLine,
        Overwrite,
    }

    public string Trust { get; }

    public string HopPeers { get; }

    public string Peer { get; }

    /// <summary>What tells one configuration from another.</summary>
    public string Configuration => $"{_family} {Trust}";

    public void Configure(ProxyAwareOptions options)
    {
        options.TrustProxy = Trust;
        options.HopPeers = HopPeers.Length == 0 ? [] : [HopPeers];
        options.AllowedHosts = ["example.com"];
        if (_family == "Forwarded")
        {
            options.ProxyHeaders = ProxyHeaderFamily.Forwarded;
            options.ForwardedHostHeader = "Forwarded";
            return;
        }

        options.ForwardedForHeader = _family == "XForwarded" ? "X-Forwarded-For" : _family;
        options.ProtocolHeader = "X-Forwarded-Proto";
        options.ForwardedHostHeader = "X-Forwarded-Host";
        options.ForwardedPortHeader = "X-Forwarded-Port";
        options.ForwardedPrefixHeader = "X-Forwarded-Prefix";
    }

    /// <summary>The headers that reach the app.</summary>
    public HeaderDictionary Send(bool withHostileHeaders)
    {
        var headers = new HeaderDictionary();
        foreach (var (name, value) in withHostileHeaders ? _hostile : [])
        {
            headers[name] = StringValues.Concat(headers[name], value);
        }

        for (var i = 0; i <= _proxies.Length; i++)
        {
            var from = i == 0 ? _client : _proxies[i - 1];
            if (_family == "Forwarded")
            {
                var node = from.Contains(':', StringComparison.Ordinal) ? $"\"{Bracketed(from)}\"" : from;
                Write(headers, "Forwarded", i, $"for={node};proto={_values["X-Forwarded-Proto"]};host=\"{_values["X-Forwarded-Host"]}\"");
                continue;
            }

            if (_family == "XForwarded")
            {
                Write(headers, "X-Forwarded-For", i, from);
            }
            else
            {
                headers[_family] = from;
            }

            if (i == 0)
            {
                foreach (var (name, value) in _values)
                {
                    Write(headers, name, i, value);
                }
            }
        }

        return headers;
    }

    public override string ToString() =>
        $"{Configuration}, peer {Peer}, client {_client}, proxies {string.Join(' ', _proxies)}, hostile {string.Join(" | ", _hostile.Select(h => $"{h.Name}: {h.Value}"))}";

    private static string Bracketed(string from) => from[0] == '[' || from.Contains('.', StringComparison.Ordinal) ? from : $"[{from}]";

    private static string TrustedAddress(Random random) => random.Next(4) == 0
        ? string.Create(CultureInfo.InvariantCulture, $"2001:db8:a::{random.Next(1, 0xffff):x}")
        : string.Create(CultureInfo.InvariantCulture, $"10.{random.Next(256)}.{random.Next(256)}.{random.Next(256)}");

    private void Write(HeaderDictionary headers, string name, int proxy, string value)
    {
        var lines = headers[name];
        headers[name] = _writing[name][proxy] switch
        {
            Writing.AddLine => StringValues.Concat(lines, value),
            Writing.Append when lines.Count > 0 => string.Join(", ", lines.ToArray()) + ", " + value,
            _ => value,
        };
    }
}
