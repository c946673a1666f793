using System.Collections.Concurrent;
using Microsoft.AspNetCore.Http;
using ProxyAware.Forwarding;
using ProxyAware.Tests.Support;

namespace ProxyAware.Tests.Forwarding;

/// <summary>No byte from an untrusted party changes the result.</summary>
public class UntrustedBytesTests
{
    private static readonly ConcurrentDictionary<string, ProxyResolver> Resolvers = new(StringComparer.Ordinal);

    [Fact]
    public void Resolve_WithWhateverAClientSends_IsTheSame() => PropertyRun.ForAll(random => new ProxyChain(random), chain =>
    {
        var resolver = Resolvers.GetOrAdd(chain.Configuration, _ => Requests.Resolver(null, chain.Configure));
        var honest = chain.Send(withHostileHeaders: false);
        var hostile = chain.Send(withHostileHeaders: true);
        var expected = Run(resolver, chain.Peer, honest);
        Assert.Contains(" Proxied Resolved ", expected, StringComparison.Ordinal);
        var actual = Run(resolver, chain.Peer, hostile);
        Assert.True(expected == actual, $"{chain}\nwithout: {expected}\nwith:    {actual}");
    });

    [Fact]
    public void Resolve_UntrustedPeer_IsThePeerWhateverItSends() => PropertyRun.ForAll(random => new ProxyChain(random), chain =>
    {
        var resolver = Resolvers.GetOrAdd(chain.Configuration, _ => Requests.Resolver(null, chain.Configure));
        var headers = chain.Send(withHostileHeaders: true);
        var actual = Run(resolver, "198.51.100.1", headers);
        Assert.StartsWith("client 198.51.100.1 port 0 Direct UntrustedPeer hop 0 scheme - host - port  prefix - malformed - hops 0 198.51.100.1 Untrusted\n", actual, StringComparison.Ordinal);
        Assert.EndsWith("\n", actual, StringComparison.Ordinal);
    });

    [Fact]
    public void Resolve_Garbage_NeitherThrowsNorNamesAProxy() => PropertyRun.ForAll(
        random => (
            Family: HostileText.Pick(random, "X-Forwarded-For", "Forwarded", "X-Real-IP"),
            Trust: HostileText.Pick(random, "1", "3", "32", "10.0.0.0/8, 127.0.0.0/8, ::1", "any"),
            Lines: Enumerable.Range(0, random.Next(1, 4)).Select(_ => HostileText.Make(random)).ToArray()),
        garbage =>
        {
            var (family, trust, lines) = garbage;
            var resolver = Resolvers.GetOrAdd($"garbage {family} {trust}", _ => Requests.Resolver(trust, o => Configure(o, family)));
            var headers = Requests.Headers(lines.SelectMany(l => AllHeaders(family).Select(n => $"{n}: {l}")));
            var resolution = resolver.Resolve(Requests.Peer("10.0.0.1"), headers);
            var text = $"{trust} {family} '{string.Join(" | ", lines)}': {Requests.Describe(resolution)}";
            Assert.True(resolution.ClientAddress is null == (resolution.ClientQuality == ClientQuality.Hidden), text);
            Assert.True(resolution.Reason is not (ProxyReason.Malformed or ProxyReason.TooLong or ProxyReason.Hidden) || resolution.ClientAddress is null, text);
            Assert.True(resolution.ClientAddress is not { } client || resolution.AcceptedHop > 0 || client.ToString() == "10.0.0.1", text);
            Assert.True(resolution.AcceptedHop <= 32, text);
            Run(resolver, "10.0.0.1", headers);
        });

    private static string[] AllHeaders(string family) =>
        family == "Forwarded" ? [family] : [family, "X-Forwarded-Proto", "X-Forwarded-Host", "X-Forwarded-Port", "X-Forwarded-Prefix"];

    private static void Configure(ProxyAwareOptions options, string family)
    {
        options.AllowedHosts = ["example.com"];
        options.ForwardedForHeader = family;
        options.ProtocolHeader = family == "Forwarded" ? family : "X-Forwarded-Proto";
        options.ForwardedHostHeader = family == "Forwarded" ? family : "X-Forwarded-Host";
        options.ForwardedPortHeader = family == "Forwarded" ? null : "X-Forwarded-Port";
        options.ForwardedPrefixHeader = family == "Forwarded" ? null : "X-Forwarded-Prefix";
    }

    /// <summary>The resolution, and the forwarding headers as the app sees them.</summary>
    private static string Run(ProxyResolver resolver, string peer, HeaderDictionary headers)
    {
        var result = Requests.Describe(resolver.Resolve(Requests.Peer(peer), headers));
        var scan = HeaderScan.Run(resolver.Plan, headers);
        var data = default(ResolutionData);
        resolver.Resolve(Requests.Peer(peer), scan, ref data, out var accepted);
        HeaderStripper.Strip(resolver.Plan, scan, accepted, headers);
        var left = headers.Where(h => resolver.Plan.Names.IndexOf(h.Key) is >= 0 and var i && i != resolver.Plan.Names.ViaIndex)
            .Select(h => $"{h.Key.ToLowerInvariant()}: {h.Value}").Order(StringComparer.Ordinal);
        return result + "\n" + string.Join('\n', left);
    }
}
