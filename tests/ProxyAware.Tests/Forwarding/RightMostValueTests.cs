using ProxyAware.Tests.Support;

namespace ProxyAware.Tests.Forwarding;

/// <summary>Which headers are read beside the client's, and that each is trusted by itself.</summary>
public class RightMostValueTests
{
    [Theory]
    [InlineData("203.0.113.1", "1")]
    [InlineData("127.0.0.1", "false")]
    public void Values_UntrustedPeer_AreNotRead(string peer, string trust)
    {
        var resolution = Requests.Resolve(
            trust, peer, RightMostHeaders.ReadAll, "X-Forwarded-Proto: javascript", "X-Forwarded-Host: evil", "X-Forwarded-Port: 1", "X-Forwarded-Prefix: /evil");
        Assert.Equal((null, null, null, null), (resolution.Scheme, resolution.Host, resolution.Port, resolution.Prefix));
        Assert.Equal(
            [ForwardedValueStatus.NotRead, ForwardedValueStatus.NotRead, ForwardedValueStatus.NotRead, ForwardedValueStatus.NotRead],
            [resolution.SchemeStatus, resolution.HostStatus, resolution.PortStatus, resolution.PrefixStatus]);
        Assert.Null(resolution.MalformedHeader);
    }

    [Fact]
    public void Values_OptionsUnset_AreForAndProtoOnly()
    {
        var resolution = Requests.Resolve(
            "1", "10.0.0.1", "X-Forwarded-For: 203.0.113.7", "X-Forwarded-Proto: https", "X-Forwarded-Host: evil.example", "X-Forwarded-Port: 1", "X-Forwarded-Prefix: /evil");
        Assert.Equal("203.0.113.7", resolution.ClientAddress?.ToString());
        Assert.Equal("https", resolution.Scheme);
        Assert.Equal((null, null, null), (resolution.Host, resolution.Port, resolution.Prefix));
        Assert.Equal(ForwardedValueStatus.NotRead, resolution.HostStatus);
    }

    [Fact]
    public void Values_OnlyProtocolHeaderNamed_DoesNotSwitchOnTheClientsHeader()
    {
        // Cockpit's nginx block sets X-Forwarded-Proto and passes the client's own X-Forwarded-For on.
        var resolution = Requests.Resolve(trust: null, "127.0.0.1", o => o.ProtocolHeader = "X-Forwarded-Proto", "X-Forwarded-For: 6.6.6.6", "X-Forwarded-Proto: https");
        Assert.Equal("https", resolution.Scheme);
        Assert.Equal("127.0.0.1", resolution.ClientAddress?.ToString());
        Assert.Equal(ClientQuality.Unnamed, resolution.ClientQuality);
        Assert.Equal(ProxyReason.HeaderNotRead, resolution.Reason);
    }

    [Fact]
    public void Values_OnlyForHeaderNamed_DoesNotSwitchOnTheScheme()
    {
        var resolution = Requests.Resolve("1", "10.0.0.1", o => o.ForwardedForHeader = "X-Forwarded-For", "X-Forwarded-For: 203.0.113.7", "X-Forwarded-Proto: https");
        Assert.Equal("203.0.113.7", resolution.ClientAddress?.ToString());
        Assert.Null(resolution.Scheme);
        Assert.Equal(ForwardedValueStatus.NotRead, resolution.SchemeStatus);
    }

    [Theory]
    [InlineData("none", "X-Forwarded-Proto")]
    [InlineData("NONE", "X-Forwarded-Proto")]
    [InlineData("none", null)]
    public void Values_ForNone_ReadsTheSchemeOnly(string forHeader, string? protocolHeader)
    {
        var resolution = Requests.Resolve(
            "1", "10.0.0.1", o => (o.ForwardedForHeader, o.ProtocolHeader) = (forHeader, protocolHeader), "X-Forwarded-For: 6.6.6.6", "X-Forwarded-Proto: https");
        Assert.Equal("https", resolution.Scheme);
        Assert.Equal(ProxyReason.HeaderNotRead, resolution.Reason);
    }

    [Fact]
    public void Values_ProtocolNone_ReadsTheClientOnly()
    {
        var resolution = Requests.Resolve("1", "10.0.0.1", o => o.ProtocolHeader = "none", "X-Forwarded-For: 203.0.113.7", "X-Forwarded-Proto: https");
        Assert.Equal("203.0.113.7", resolution.ClientAddress?.ToString());
        Assert.Null(resolution.Scheme);
    }

    [Fact]
    public void Values_MalformedFor_DoNotCancelTheOthers()
    {
        var resolution = Requests.Resolve(
            "1", "10.0.0.1", RightMostHeaders.ReadAll, "X-Forwarded-For: garbage", "X-Forwarded-Proto: https", "X-Forwarded-Host: example.com", "X-Forwarded-Port: 8443", "X-Forwarded-Prefix: /app");
        Assert.Null(resolution.ClientAddress);
        Assert.Equal(("https", "example.com", 8443, "/app"), (resolution.Scheme, resolution.Host, resolution.Port, resolution.Prefix));
        Assert.Equal("X-Forwarded-For", resolution.MalformedHeader);
    }

    [Theory]
    [InlineData("443", 443)]
    [InlineData("1", 1)]
    [InlineData("65535", 65535)]
    [InlineData("80, 8443", 8443)]
    [InlineData("0", null)]
    [InlineData("65536", null)]
    [InlineData("-1", null)]
    [InlineData("+1", null)]
    [InlineData("8443x", null)]
    [InlineData("0x50", null)]
    [InlineData("999999", null)]
    [InlineData("1.5", null)]
    [InlineData("٤٤٣", null)] // Arabic-Indic digits
    [InlineData(":443", null)]
    public void Port_Value_IsOneTo65535(string value, int? port)
    {
        var resolution = Requests.Resolve("1", "10.0.0.1", RightMostHeaders.ReadAll, $"X-Forwarded-Port: {value}");
        Assert.Equal(port, resolution.Port);
        Assert.Equal(port is null ? ForwardedValueStatus.Malformed : ForwardedValueStatus.Accepted, resolution.PortStatus);
    }

    /// <summary>Where none of the headers is there nothing is read; the answer is what reading would give. <c>X-Forwarded-By</c> is read for nothing.</summary>
    [Fact]
    public void Values_WithoutAnyHeader_AreThoseOfReadingNothing()
    {
        string?[] all = [null, "none", "X-Real-IP", "X-Forwarded-For"];
        string?[] protocols = [null, "none", "X-Forwarded-Proto", "X-Forwarded-Ssl", "X-Scheme=https"];
        string?[] others = [null, "X-Other"];
        var plans = all.SelectMany(f => protocols.SelectMany(p => others.Select(o => (f, p, o, (ProxyHeaderFamily?)null)))).Append((null, null, null, ProxyHeaderFamily.Forwarded));
        foreach (var (forHeader, protocol, other, family) in plans)
        {
            void Configure(ProxyAwareOptions options)
            {
                options.ProxyHeaders = family;
                options.ForwardedForHeader = forHeader;
                options.ProtocolHeader = protocol;
                options.ForwardedHostHeader = other is null ? family is null ? null : "Forwarded" : other + "-Host";
                options.ForwardedPortHeader = other is null ? null : other + "-Port";
                options.ForwardedPrefixHeader = other is null ? null : other + "-Prefix";
                options.AllowedHosts = ["example.com"];
            }

            foreach (var peer in new[] { "10.0.0.1", "192.0.2.1" })
            {
                Assert.Equal(
                    Describe(Requests.Resolve("10.0.0.1", peer, Configure, "X-Forwarded-By: a")), Describe(Requests.Resolve("10.0.0.1", peer, Configure)));
            }
        }

        static string Describe(ProxyResolution r) =>
            $"{r.ClientAddress} {r.ClientPort} {r.ClientQuality} {r.Reason} {r.AcceptedHop} {r.Scheme} {r.SchemeStatus} {r.Host} {r.HostStatus} {r.Port} {r.PortStatus} {r.Prefix} {r.PrefixStatus} {r.MalformedHeader}";
    }
}
