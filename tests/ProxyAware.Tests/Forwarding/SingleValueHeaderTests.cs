using ProxyAware.Tests.Support;

namespace ProxyAware.Tests.Forwarding;

/// <summary>Headers that hold one address: only the peer is checked, and whoever finds two values finds a client's.</summary>
public class SingleValueHeaderTests
{
    [Theory]
    [InlineData("X-Real-IP", "10.0.0.0/8", "203.0.113.7", "203.0.113.7", 0)]
    [InlineData("CF-Connecting-IP", "1", "2001:db8::7", "2001:db8::7", 0)]
    [InlineData("True-Client-IP", "2", " 203.0.113.7\t", "203.0.113.7", 0)]
    [InlineData("X-Azure-ClientIP", "10.0.0.0/8", "203.0.113.7:4711", "203.0.113.7", 4711)]
    [InlineData("My-Client", "10.0.0.0/8", "[2001:db8::7]:1", "2001:db8::7", 1)]
    [InlineData("X-Real-IP", "10.0.0.0/8", "10.0.0.7", "10.0.0.7", 0)] // it is not walked
    public void Resolve_OneAddress_IsTheClient(string name, string trust, string value, string client, int port)
    {
        var resolution = Requests.Resolve(trust, "10.0.0.1", o => o.ForwardedForHeader = name, $"{name}: {value}", "X-Forwarded-For: 6.6.6.6");
        Assert.Equal(client, resolution.ClientAddress?.ToString());
        Assert.Equal(port, resolution.ClientPort);
        Assert.Equal(ProxyReason.Resolved, resolution.Reason);
        Assert.Equal(1, resolution.AcceptedHop);
        Assert.Equal($"0 10.0.0.1 Trusted, 1 {client} Last", Requests.Describe(resolution.Hops));
    }

    [Theory]
    [InlineData("X-Real-IP: 6.6.6.6, 203.0.113.7")]
    [InlineData("X-Real-IP: 203.0.113.7,")]
    [InlineData("X-Real-IP: ,")]
    [InlineData("X-Real-IP: 6.6.6.6", "X-Real-IP: 203.0.113.7")]
    [InlineData("X-Real-IP: 203.0.113.7", "X-Real-IP: 203.0.113.7")]
    [InlineData("X-Real-IP: 203.0.113.7", "X-Real-IP: ")]
    [InlineData("X-Real-IP: garbage")]
    [InlineData("X-Real-IP: 0.0.0.0")]
    public void Resolve_SeveralOrNoAddress_IsMalformed(params string[] lines)
    {
        var resolution = Requests.Resolve("10.0.0.0/8", "10.0.0.1", o => o.ForwardedForHeader = "X-Real-IP", lines);
        Assert.Null(resolution.ClientAddress);
        Assert.Equal(ProxyReason.Malformed, resolution.Reason);
        Assert.Equal("X-Real-IP", resolution.MalformedHeader);
        Assert.Equal("0 10.0.0.1 Trusted, 1 - Malformed", Requests.Describe(resolution.Hops));
    }

    [Theory]
    [InlineData("")]
    [InlineData(" \t ")]
    public void Resolve_EmptyValue_IsMissing(string value)
    {
        var resolution = Requests.Resolve("10.0.0.0/8", "10.0.0.1", o => o.ForwardedForHeader = "X-Real-IP", $"X-Real-IP: {value}");
        Assert.Equal(ProxyReason.HeaderMissing, resolution.Reason);
        Assert.Equal("10.0.0.1", resolution.ClientAddress?.ToString());
    }

    [Fact]
    public void Resolve_Unknown_IsHidden() =>
        Assert.Equal(ProxyReason.Hidden, Requests.Resolve("1", "10.0.0.1", o => o.ForwardedForHeader = "X-Real-IP", "X-Real-IP: unknown").Reason);

    [Fact]
    public void Resolve_UntrustedPeer_IsNotBelieved() =>
        Assert.Equal("203.0.113.1", Requests.Resolve("10.0.0.0/8", "203.0.113.1", o => o.ForwardedForHeader = "X-Real-IP", "X-Real-IP: 6.6.6.6").ClientAddress?.ToString());

    [Theory]
    [InlineData("X-Original-Forwarded-For")]
    [InlineData("X-Forwarded-Client")]
    [InlineData("x-forwarded-for")]
    public void Resolve_NameOfAList_IsWalked(string name) =>
        Assert.Equal("203.0.113.7", Requests.Resolve("10.0.0.0/8", "10.0.0.1", o => o.ForwardedForHeader = name, $"{name}: 6.6.6.6, 203.0.113.7, 10.0.0.2").ClientAddress?.ToString());
}
