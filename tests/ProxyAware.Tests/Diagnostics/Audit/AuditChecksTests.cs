using ProxyAware.Diagnostics.Audit;
using ProxyAware.Origins;

namespace ProxyAware.Tests.Diagnostics.Audit;

public class AuditChecksTests
{
    [Theory]
    [InlineData(false, false, null, false, 0, false, "Dangerous PA6011")] // nothing arrived
    [InlineData(true, false, null, false, 0, true, "Dangerous PA6010")] // without Upgrade
    [InlineData(true, true, null, false, 0, true, "Dangerous PA6011")] // the answer did not come back
    [InlineData(true, true, null, true, 60, true, "Dangerous PA6012")] // nginx' minute
    [InlineData(true, true, null, true, 70, false, "Safe")]
    [InlineData(true, true, OriginReason.NotListed, true, 70, false, "Dangerous PA4003")]
    [InlineData(true, true, OriginReason.Rebinding, true, 70, false, "Dangerous PA4005")]
    public void WebSocket_OfWhatBothSidesSaw(bool arrived, bool isHandshake, object? refused, bool opened, double seconds, bool closed, string expected)
    {
        var observation = new ProbeObservation
        {
            Headers = new Dictionary<string, IReadOnlyList<string>>(StringComparer.OrdinalIgnoreCase),
            Decision = new(null, false, "https", "a.example", true, null, false, true),
            Peer = "10.0.0.1",
            IsHandshake = isHandshake,
            OriginRefused = (OriginReason?)refused,
        };
        var check = AuditChecks.WebSocket(arrived ? observation : null, new(opened, seconds, 70, closed, 1006));
        Assert.Equal(expected, $"{check.Verdict.Risk} {check.Verdict.Code}".TrimEnd());
    }

    [Theory]
    [InlineData(true, true, "Safe")]
    [InlineData(true, false, "Dangerous PA6013")]
    [InlineData(false, false, "Unknown")]
    public void Redirect_OfWhatArrived(bool started, bool ended, string expected)
    {
        var check = AuditChecks.Redirect("/ops/_proxy/probe/x", started, ended);
        Assert.Equal(expected, $"{check.Verdict.Risk} {check.Verdict.Code}".TrimEnd());
    }

    [Fact]
    public void OwnUrl_ThatIsAnother_GivesTheLineToPaste()
    {
        var check = AuditChecks.OwnUrl("https://ops.example/app/_proxy", "http://10.0.0.1:5000/_proxy");
        Assert.Equal("PA6014", check.Verdict.Code);
        Assert.Equal("\"PublicUrl\": \"https://ops.example/app\"", check.Verdict.Fix);
        Assert.Equal(AuditRisk.Safe, AuditChecks.OwnUrl("https://a.example/_proxy", "https://a.example/_proxy").Verdict.Risk);
    }
}
