using Microsoft.Extensions.Logging;
using ProxyAware.Tests.Support;

namespace ProxyAware.Tests.Diagnostics;

/// <summary>The block at start: one event, readable as text and by its fields.</summary>
public class StartLogTests
{
    [Theory]
    [InlineData("", "TrustedProxies", "none; every client is whoever connects")]
    [InlineData("TrustProxy=10.0.0.0/24, loopback", "TrustedProxies", "10.0.0.0/24, loopback")]
    [InlineData("TrustProxy=2", "TrustedProxies", "2 hop(s), the nearest from loopback, linklocal, uniquelocal, unix")]
    [InlineData("TrustProxy=any", "TrustedProxies", "EVERYBODY")]
    [InlineData("TrustProxy=any", "Warnings", "PA1105")]
    [InlineData("TrustProxy=loopback", "Warnings", "none")]
    [InlineData("Upstreams:host:Verification=PinOnly;Upstreams:host:Pins=sha256/47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU=", "Warnings", "PA5102")]
    [InlineData("TrustProxy=any;Upstreams:a:Verification=DangerousNone;Upstreams:a:AllowDangerousVerificationInProduction=true;Upstreams:b:Verification=DangerousNone;Upstreams:b:AllowDangerousVerificationInProduction=true", "Warnings", "PA1105, PA5101")]
    [InlineData("Upstreams:host:Verification=System", "Warnings", "none")]
    [InlineData("TrustProxy=loopback", "ClientAddress", "X-Forwarded-For")]
    [InlineData("TrustProxy=loopback;ForwardedForHeader=X-Real-IP", "Scheme", "not read")]
    [InlineData("TrustProxy=loopback;ForTlsProxy=true", "Scheme", "https (ForTlsProxy)")]
    [InlineData("TrustProxy=loopback;ForwardedPrefixHeader=X-Forwarded-Prefix", "HostPortPrefix", "not read, not read, X-Forwarded-Prefix")]
    [InlineData("TrustProxy=loopback;ForwardedPrefixHeader=X-Forwarded-Prefix", "Root", "as X-Forwarded-Prefix says")]
    [InlineData("PublicUrl=https://ops.example/cockpit", "PublicUrl", "https://ops.example/cockpit")]
    [InlineData("PublicUrl=https://ops.example/cockpit", "Root", "/cockpit (Auto)")]
    [InlineData("AllowedHosts=a.example, *.b.example", "Hosts", "a.example, *.b.example")]
    [InlineData("Origins=https://a.example", "Origins", "the app's own, https://a.example")]
    [InlineData("Origins=any", "Origins", "ANY")]
    [InlineData("OriginMode=Report", "Origins", "the app's own; others are reported only")]
    [InlineData("OriginMode=Off", "Origins", "not checked")]
    [InlineData("", "ClearText", "served")]
    [InlineData("Upstreams:host:Verification=PinOnly;Upstreams:host:Pins=sha256/47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU=", "Upstreams", "host (PinOnly)")]
    public async Task Block_Settings_AreFieldsOfOneEvent(string settings, string field, string value)
    {
        var events = new EventRecorder(1100);
        await using var app = await TestApp.StartAsync(settings.Split(';', StringSplitOptions.RemoveEmptyEntries), b => b.Logging.AddProvider(events));
        Assert.Equal(value, Assert.Single(events.Fields)[field]?.ToString());
        Assert.Contains(value, app.Logs.Single(LogLevel.Information, "ProxyAware is in force"), StringComparison.Ordinal);
    }
}
