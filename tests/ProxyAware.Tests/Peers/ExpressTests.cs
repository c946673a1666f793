using System.Net;
using ProxyAware.Tests.Support;

namespace ProxyAware.Tests.Peers;

/// <summary>
/// Express' <c>trust proxy</c> (proxy-addr), by its guide "Express behind proxies" and the readme of proxy-addr. Each row names its case; the rule that the
/// guide describes is computed anew beside ours. Random chains: see ReferenceDifferentialTests.
/// </summary>
public class ExpressTests
{
    private const string Unknown = "-";

    [Theory]
    [InlineData("false: the socket's address", "false", "127.0.0.1", "203.0.113.7", "127.0.0.1")]
    [InlineData("false: no header", "false", "10.0.0.1", "", "10.0.0.1")]
    [InlineData("a count: the first hop is the peer itself", "1", "10.0.0.1", "203.0.113.7", "203.0.113.7")]
    [InlineData("a count: what stands left of it is the client's", "1", "10.0.0.1", "6.6.6.6, 203.0.113.7", "203.0.113.7")]
    [InlineData("a count of two", "2", "10.0.0.1", "6.6.6.6, 203.0.113.7, 10.0.0.2", "203.0.113.7")]
    [InlineData("a count beyond the list: the left-most", "5", "10.0.0.1", "203.0.113.7, 10.0.0.2", "203.0.113.7")]
    [InlineData("a count without a header", "1", "10.0.0.1", "", "10.0.0.1")]
    [InlineData("a count does not look at addresses behind the peer", "2", "10.0.0.1", "203.0.113.7, 8.8.8.8", "203.0.113.7")]
    [InlineData("one address", "10.0.0.1", "10.0.0.1", "203.0.113.7", "203.0.113.7")]
    [InlineData("one address, another peer", "10.0.0.1", "10.0.0.2", "203.0.113.7", "10.0.0.2")]
    [InlineData("a list of addresses", "10.0.0.1, 10.0.0.2", "10.0.0.1", "203.0.113.7, 10.0.0.2", "203.0.113.7")]
    [InlineData("a list ends at the first stranger", "10.0.0.1, 10.0.0.2", "10.0.0.1", "10.0.0.2, 203.0.113.7, 10.0.0.2", "203.0.113.7")]
    [InlineData("all in the list: the left-most", "10.0.0.1, 10.0.0.2", "10.0.0.1", "10.0.0.2, 10.0.0.1", "10.0.0.2")]
    [InlineData("a range", "10.0.0.0/8", "10.9.8.7", "203.0.113.7, 10.1.2.3", "203.0.113.7")]
    [InlineData("a range's last address", "10.0.0.0/30", "10.0.0.3", "203.0.113.7", "203.0.113.7")]
    [InlineData("behind a range's last address", "10.0.0.0/30", "10.0.0.4", "203.0.113.7", "10.0.0.4")]
    [InlineData("a range with a netmask", "10.0.0.0/255.255.255.0", "10.0.0.200", "203.0.113.7", "203.0.113.7")]
    [InlineData("a range of one", "10.0.0.1/32", "10.0.0.1", "203.0.113.7", "203.0.113.7")]
    [InlineData("an IPv6 range", "2001:db8::/32", "2001:db8:ffff::1", "203.0.113.7", "203.0.113.7")]
    [InlineData("an IPv6 client", "10.0.0.1", "10.0.0.1", "2001:db9::7", "2001:db9::7")]
    [InlineData("loopback", "loopback", "127.0.0.1", "203.0.113.7, 127.8.8.8", "203.0.113.7")]
    [InlineData("loopback: ::1", "loopback", "::1", "203.0.113.7", "203.0.113.7")]
    [InlineData("loopback: nobody else", "loopback", "10.0.0.1", "203.0.113.7", "10.0.0.1")]
    [InlineData("linklocal", "linklocal", "169.254.7.7", "203.0.113.7", "203.0.113.7")]
    [InlineData("linklocal: IPv6", "linklocal", "fe80::1", "203.0.113.7, febf::1", "203.0.113.7")]
    [InlineData("uniquelocal", "uniquelocal", "192.168.1.1", "203.0.113.7, 172.31.255.255, 10.0.0.1, fd00::1", "203.0.113.7")]
    [InlineData("uniquelocal ends at 172.32", "uniquelocal", "172.32.0.1", "203.0.113.7", "172.32.0.1")]
    [InlineData("names and addresses together", "loopback, 10.0.0.0/24", "127.0.0.1", "203.0.113.7, 10.0.0.9", "203.0.113.7")]
    [InlineData("a mapped peer and an IPv4 range", "10.0.0.0/24", "::ffff:10.0.0.1", "203.0.113.7", "203.0.113.7")]
    [InlineData("a mapped hop and an IPv4 range", "10.0.0.0/24", "10.0.0.1", "203.0.113.7, ::ffff:10.0.0.2", "203.0.113.7")]
    [InlineData("an IPv4 peer and a mapped range", "::ffff:10.0.0.0/120", "10.0.0.1", "203.0.113.7", "203.0.113.7")]
    [InlineData("a mapped loopback", "loopback", "::ffff:127.0.0.1", "203.0.113.7", "203.0.113.7")]
    [InlineData("empty elements are skipped", "10.0.0.0/24", "10.0.0.1", ",, 203.0.113.7, , 10.0.0.2,", "203.0.113.7")]
    [InlineData("several lines are one list", "10.0.0.0/24", "10.0.0.1", "6.6.6.6|203.0.113.7|10.0.0.2", "203.0.113.7")]
    public void Client_ByTheGuide_IsThatOfExpress(string name, string trustProxy, string peer, string header, string client)
    {
        Assert.NotEmpty(name);
        Assert.Equal(client, Express(trustProxy, peer, header));
        Assert.Equal(client, Resolve(trustProxy, peer, header));
    }

    // Every difference is on purpose. Express' answer to text that is no address is that text: it validates nothing.
    [Theory]
    [InlineData("hop counts ask who the peer is; a stranger who connects directly is no hop (HopPeers)", "1", "203.0.113.1", "6.6.6.6", "6.6.6.6", "203.0.113.1")]
    [InlineData("the client's address is given in one form", "10.0.0.1", "10.0.0.1", "::ffff:203.0.113.7", "::ffff:203.0.113.7", "203.0.113.7")]
    [InlineData("a port is no part of the address", "10.0.0.1", "10.0.0.1", "203.0.113.7:4711", "203.0.113.7:4711", "203.0.113.7")]
    [InlineData("nor are brackets", "10.0.0.1", "10.0.0.1", "[2001:db9::7]", "[2001:db9::7]", "2001:db9::7")]
    [InlineData("a trusted hop with a port is a hop; the walk goes on", "10.0.0.0/24", "10.0.0.1", "203.0.113.7, 10.0.0.2:80", "10.0.0.2:80", "203.0.113.7")]
    [InlineData("'unknown' is nobody, not a client of that name", "10.0.0.1", "10.0.0.1", "unknown", "unknown", Unknown)]
    [InlineData("garbage is nobody", "10.0.0.1", "10.0.0.1", "<script>", "<script>", Unknown)]
    [InlineData("leading zeros are refused: octal to some, decimal to others", "10.0.0.1", "10.0.0.1", "010.8.8.8", "010.8.8.8", Unknown)]
    [InlineData("a zone of another machine is refused", "10.0.0.1", "10.0.0.1", "fe80::1%eth0", "fe80::1%eth0", Unknown)]
    public void Client_OnPurpose_Differs(string difference, string trustProxy, string peer, string header, string express, string client)
    {
        Assert.NotEmpty(difference);
        Assert.NotEqual(express, client);
        Assert.Equal(express, Express(trustProxy, peer, header));
        Assert.Equal(client, Resolve(trustProxy, peer, header));
    }

    // Express takes these; here they stop the start and say what to write.
    [Theory]
    [InlineData("true", "'any'")] // everybody: the left-most entry, which every client writes
    [InlineData("01", "leading zeros")] // the text "1" in a list is 0.0.0.1 to Express
    [InlineData("10.0.0.1, 1", "bare number")]
    [InlineData("10.0.0.0/0", "'any'")]
    [InlineData("localhost", "'loopback'")]
    [InlineData("fe80::1%eth0", "zone id")]
    [InlineData("10.0.0.0/255.0.255.0", "10.0.0.0/255.0.255.0")] // proxy-addr refuses a netmask with holes as well
    public void Setting_ThatMeansTooMuch_IsRefused(string trustProxy, string hint)
    {
        Assert.False(ProxyTrust.TryParse(trustProxy, out _, out var error));
        Assert.Contains(hint, error, StringComparison.Ordinal);
    }

    [Fact]
    public void Setting_True_IsAny()
    {
        Assert.Equal("6.6.6.6", Express("true", "203.0.113.1", "6.6.6.6, 203.0.113.7"));
        Assert.Equal("6.6.6.6", Resolve("any", "203.0.113.1", "6.6.6.6, 203.0.113.7"));
    }

    // req.protocol and req.host: Express takes the left-most value, which is the client's wherever a proxy appends.
    [Theory]
    [InlineData("X-Forwarded-Proto: https", "https", null)]
    [InlineData("X-Forwarded-Proto: http, https", "https", null)] // Express: http
    [InlineData("X-Forwarded-Proto: HTTPS", "https", null)] // Express: HTTPS, and req.secure is false
    [InlineData("X-Forwarded-Proto: wss", "https", null)] // Express: wss
    [InlineData("X-Forwarded-Host: example.com", null, "example.com")]
    [InlineData("X-Forwarded-Host: evil.example, example.com", null, "example.com")] // Express: evil.example
    public void SchemeAndHost_FromATrustedProxy_AreTheRightMost(string line, string? scheme, string? host)
    {
        var trusted = Requests.Resolve("10.0.0.1", "10.0.0.1", ReadHost, line);
        Assert.Equal((scheme, host), (trusted.Scheme, trusted.Host));

        var untrusted = Requests.Resolve("10.0.0.1", "10.0.0.2", ReadHost, line);
        Assert.Equal((null, null), (untrusted.Scheme, untrusted.Host));

        static void ReadHost(ProxyAwareOptions o) =>
            (o.ProtocolHeader, o.ForwardedHostHeader, o.AllowedHosts) = ("X-Forwarded-Proto", "X-Forwarded-Host", ["example.com"]);
    }

    /// <summary>proxy-addr keeps the entries as text and ends at the first that its setting does not trust or that is no address.</summary>
    private static string Express(string trustProxy, string peer, string header)
    {
        var trust = ExpressTrust.Compile(trustProxy);
        var entries = header.Split('|').SelectMany(l => l.Split(',')).Select(e => e.Trim(' ')).Where(e => e.Length > 0).Reverse().Prepend(peer).ToList();
        if (entries.All(e => IPAddress.TryParse(e, out var address) && address.ToString() == e))
        {
            return ExpressProxyAddress.Resolve(IPAddress.Parse(peer), header.Split('|'), trust).ToString();
        }

        var i = 0;
        while (i < entries.Count - 1 && IPAddress.TryParse(entries[i], out var address) && address.ToString() == entries[i] && trust(address, i))
        {
            i++;
        }

        return entries[i];
    }

    private static string Resolve(string trustProxy, string peer, string header) =>
        Requests.Resolve(trustProxy, peer, header.Length == 0 ? [] : header.Split('|').Select(l => $"X-Forwarded-For: {l}")).ClientAddress?.ToString() ?? Unknown;
}
