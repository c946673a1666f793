using System.Security.Cryptography;
using Microsoft.Extensions.Logging;
using ProxyAware.Tests.Upstream.Pki;
using ProxyAware.Tests.Upstream.Support;

namespace ProxyAware.Tests.Upstream;

public sealed class VerificationModeTests
{
    [Fact]
    public async Task PinOnly_TakesTheKey_WhateverNameAndDates_AndWarns()
    {
        await using var server = new TlsTestServer(TestPki.SelfSignedExpired);
        using var log = new RecordingLogger();
        var options = Calls.Pinning(TestPin.Of(TestPki.SelfSignedExpired), TestPin.Unused);
        options.ServerName = "elsewhere.test";
        await Calls.AcceptedAsync(options, server.Url, log);
        Assert.Contains(log.At(LogLevel.Warning), line => line.Contains("PA5110", StringComparison.Ordinal) && line.Contains("not now", StringComparison.Ordinal));
        Assert.Contains(log.At(LogLevel.Warning), line => line.Contains("is not for 'elsewhere.test'", StringComparison.Ordinal));
    }

    [Fact]
    public async Task PinOnly_RefusesAnotherKey_AndSaysBoth()
    {
        await using var server = new TlsTestServer(TestPki.RotatedOtherKey);
        var wanted = TestPin.Of(TestPki.Leaf);
        var refused = await Calls.RefusedAsync(Calls.Pinning(wanted), server);
        Assert.Equal(UpstreamTlsReason.PinMismatch, refused.Reason);
        Assert.Equal([wanted], refused.ExpectedPins);
        Assert.Equal([TestPin.Of(TestPki.RotatedOtherKey)], refused.SeenPins);
    }

    [Fact]
    public async Task PinOnly_OutlivesARenewalWithTheSameKey()
    {
        await using var server = new TlsTestServer(TestPki.RotatedSameKey);
        await Calls.AcceptedAsync(Calls.Pinning(TestPin.Of(TestPki.Leaf)), server.Url);
    }

    [Fact]
    public async Task PinOnly_OfAnIssuer_IsNotEnough()
    {
        await using var server = new TlsTestServer(TestPki.LeafUnderOne);
        Assert.Equal(UpstreamTlsReason.PinMismatch, (await Calls.RefusedAsync(Calls.Pinning(TestPin.Of(TestPki.Intermediate)), server)).Reason);
    }

    [Fact]
    public async Task Pins_OfTheChain_HoldTogetherWithTheAuthority()
    {
        await using var server = new TlsTestServer(TestPki.LeafUnderOne);
        var options = Calls.Trusting();
        options.Pins = [TestPin.Of(TestPki.Intermediate)];
        await Calls.AcceptedAsync(options, server.Url);

        options.Pins = [TestPin.Unused];
        Assert.Equal(UpstreamTlsReason.PinMismatch, (await Calls.RefusedAsync(options, server.Url)).Reason);

        // The pin alone is not enough either.
        await using var expired = new TlsTestServer(TestPki.Expired);
        options.Pins = [TestPin.Of(TestPki.Expired)];
        Assert.Equal(UpstreamTlsReason.Expired, (await Calls.RefusedAsync(options, expired)).Reason);
    }

    [Fact]
    public async Task ExpiredPins_DoNotCount_AndVerificationStaysClosed()
    {
        await using var server = new TlsTestServer(TestPki.Leaf);
        var yesterday = DateOnly.FromDateTime(TestPki.Now.UtcDateTime).AddDays(-1);
        var options = Calls.Pinning(new UpstreamPin { Sha256 = TestPin.Of(TestPki.Leaf), ExpiresOn = yesterday }, TestPin.Unused);
        var refused = await Calls.RefusedAsync(options, server);
        Assert.Contains("expired on", refused.ExpectedPins[0]);
        options.Pins[0].ExpiresOn = yesterday.AddDays(2);
        await Calls.AcceptedAsync(options, server.Url);
    }

    [Fact]
    public async Task CertificatePin_IsOneOfThePins()
    {
        await using var server = new TlsTestServer(TestPki.Leaf);
        var options = new UpstreamTlsOptions { Verification = UpstreamVerification.PinOnly, CertificatePins = [TestPki.Leaf.Certificate.GetCertHashString(HashAlgorithmName.SHA256)] };
        await Calls.AcceptedAsync(options, server.Url);
        options.Pins = [TestPin.Unused];
        await Calls.AcceptedAsync(options, server.Url);
        await using var renewed = new TlsTestServer(TestPki.RotatedSameKey);
        Assert.Equal(UpstreamTlsReason.PinMismatch, (await Calls.RefusedAsync(options, renewed)).Reason);
    }

    [Fact]
    public async Task BackupPin_ThatMatches_SaysThatTheKeyWasRotated()
    {
        await using var server = new TlsTestServer(TestPki.Leaf);
        using var log = new RecordingLogger();
        await Calls.AcceptedAsync(Calls.Pinning(TestPin.Unused, new UpstreamPin { Sha256 = TestPin.Of(TestPki.Leaf), Backup = true }), server.Url, log);
        Assert.Contains(log.At(LogLevel.Information), line => line.Contains("PA5113", StringComparison.Ordinal));
    }

    [Fact]
    public async Task DangerousNone_TakesAnything_AndWarns()
    {
        await using var server = new TlsTestServer(TestPki.SelfSignedExpired);
        using var log = new RecordingLogger();
        await Calls.AcceptedAsync(TestPin.Nothing(), server.Url, log);
        Assert.Contains(log.At(LogLevel.Warning), line => line.Contains("NOT VERIFIED", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Name_OfTheUrl_IsWanted_AndTheHostHeaderIsNot()
    {
        await using var server = new TlsTestServer(TestPki.Address);
        var options = Calls.Trusting();
        options.ServerName = null;
        using var upstream = UpstreamTls.Create(options);
        using var client = Calls.Client(upstream);
        using var request = new HttpRequestMessage(HttpMethod.Get, server.Url) { Headers = { Host = "public.example" } };
        using var response = await client.SendAsync(request);
        Assert.True(response.IsSuccessStatusCode);
        Assert.Contains("Host: public.example", Assert.Single(server.RequestHeads));
        Assert.Equal("", Assert.Single(server.ServerNames));

        await using var named = new TlsTestServer(TestPki.Leaf);
        var refused = await Calls.RefusedAsync(options, named);
        Assert.Equal("127.0.0.1", refused.ServerName);
        Assert.Contains("from the URL", refused.Message);
    }

    [Fact]
    public async Task VerifyName_IsVerified_AndServerNameIsSent()
    {
        await using var server = new TlsTestServer(TestPki.OtherName);
        var options = Calls.Trusting();
        options.ServerName = "front.test";
        options.VerifyName = "other.test";
        await Calls.AcceptedAsync(options, server.Url);
        Assert.Equal("front.test", Assert.Single(server.ServerNames));
        options.VerifyName = "front.test";
        Assert.Equal(UpstreamTlsReason.NameMismatch, (await Calls.RefusedAsync(options, server.Url)).Reason);
    }

    [Fact]
    public async Task SendServerName_False_SendsNone_AndVerifiesAllTheSame()
    {
        await using var server = new TlsTestServer(TestPki.Leaf);
        var options = Calls.Trusting();
        options.SendServerName = false;
        await Calls.AcceptedAsync(options, server.Url);
        Assert.Equal("", Assert.Single(server.ServerNames));
        options.ServerName = "wrong.test";
        Assert.Equal(UpstreamTlsReason.NameMismatch, (await Calls.RefusedAsync(options, server.Url)).Reason);
    }
}
