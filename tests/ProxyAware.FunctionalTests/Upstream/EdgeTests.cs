using ProxyAware.FunctionalTests.Rig;
using TestPki = ProxyAware.Tests.Upstream.Pki.TestPki;

namespace ProxyAware.FunctionalTests.Upstream;

/// <summary>The edge alone, which knows its console by configuration.</summary>
public sealed class EdgeTests
{
    private static readonly string Pin = PinText.Of(TestPki.SelfSigned);

    public static TheoryData<string, string, string> Settings => new()
    {
        { "Verification=PinOnly", $"Pins={Pin}", "" },
        { "Verification=PinOnly", $"Pins__0__Sha256={Pin}", "Pins__1=sha256/AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA=" },
        { "TrustedCertificateFile=@CA@", $"ServerName={TestPki.ServerName}", "" },
        { "TrustedCertificateFile=@CA@", $"ServerName={TestPki.ServerName}", $"Pins={Pin}" },
    };

    [Theory]
    [MemberData(nameof(Settings))]
    public async Task Console_AsConfigured_IsReached(string first, string second, string third)
    {
        await using var site = await EdgeSite.StartAsync(Parse(first, second, third));

        var answer = (await site.Visitor.SendRawAsync("/whoami", "X-Forwarded-For: 6.6.6.6")).Whoami();
        using var socket = await site.Visitor.OpenWebSocketAsync("/ws", new(1, 1));
        await socket.SendTextAsync("ls -l");

        Assert.Equal(EdgeVisitor.Address, answer.ClientIp);
        Assert.Equal("https", answer.Scheme);
        Assert.True(answer.Trusted);
        Assert.Equal("ls -l", await socket.ReceiveTextAsync());
        await socket.CloseCleanlyAsync();
    }

    [Fact]
    public async Task Console_OfAnotherKey_IsRefused()
    {
        await using var site = await EdgeSite.StartAsync(("Verification", "PinOnly"), ("Pins", PinText.Of(TestPki.RotatedOtherKey)));

        var page = await site.Visitor.SendRawAsync("/whoami");
        var handshake = await site.Visitor.SendHandshakeAsync("/ws", $"Origin: {site.Visitor.Origin}");

        Assert.Equal(502, page.Status);
        Assert.Equal(502, handshake.Status);
        Assert.DoesNotContain("sha256/", page.Body, StringComparison.Ordinal);
        var line = await site.Edge.OutputLineAsync("PA5217");
        Assert.NotNull(line);
        Assert.NotNull(await site.Edge.OutputLineAsync(Pin));
    }

    private static (string Name, string Value)[] Parse(params string[] settings) =>
        [.. settings.Where(s => s.Length > 0).Select(s => s.Split('=', 2)).Select(parts => (parts[0], parts[1]))];
}
