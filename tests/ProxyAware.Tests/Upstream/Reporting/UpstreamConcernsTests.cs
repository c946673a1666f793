using ProxyAware.Diagnostics.Findings;
using ProxyAware.Tests.Upstream.Support;
using ProxyAware.Upstream.Reporting;

namespace ProxyAware.Tests.Upstream.Reporting;

/// <summary>When a picture of an upstream gives rise to a finding, and how grave it is.</summary>
public sealed class UpstreamConcernsTests
{
    private const string System = nameof(UpstreamVerification.System);
    private const string CustomCa = nameof(UpstreamVerification.CustomCa);
    private const string PinOnly = nameof(UpstreamVerification.PinOnly);
    private const string FirstUse = nameof(UpstreamVerification.TrustOnFirstUse);
    private const string None = nameof(UpstreamVerification.DangerousNone);

    private static readonly DateTimeOffset Now = new(2026, 11, 25, 12, 0, 0, TimeSpan.Zero);

    [Theory]
    [InlineData(365, 31, null)]
    [InlineData(365, 30.01, null)]
    [InlineData(365, 30, FindingSeverity.Warning)]
    [InlineData(365, 7.01, FindingSeverity.Warning)]
    [InlineData(365, 7, FindingSeverity.Error)]
    [InlineData(365, 0, FindingSeverity.Error)]
    [InlineData(365, -400, FindingSeverity.Error)]
    [InlineData(90, 30.01, null)]
    [InlineData(90, 29, FindingSeverity.Warning)] // ACME clients renew at 30
    [InlineData(10, 9, FindingSeverity.Warning)]
    [InlineData(160 / 24.0, 6.6, FindingSeverity.Notice)] // the short-lived ones of Let's Encrypt
    [InlineData(160 / 24.0, 2.3, FindingSeverity.Notice)]
    [InlineData(160 / 24.0, 2.2, FindingSeverity.Warning)]
    [InlineData(1, 0.9, FindingSeverity.Notice)] // step-ca
    [InlineData(1, 0.3, FindingSeverity.Warning)]
    [InlineData(1, -0.1, FindingSeverity.Error)]
    public void Expiry_OfACertificate_IsJudged(double lifeInDays, double leftInDays, object? expected) =>
        Assert.Equal((FindingSeverity?)expected, Expiry.Judge(Now.AddDays(leftInDays - lifeInDays), Now.AddDays(leftInDays), Now));

    [Theory]
    [InlineData(CustomCa, 31, null, null, false)]
    [InlineData(CustomCa, 29, "PA5114", FindingSeverity.Warning, true)]
    [InlineData(CustomCa, 5, "PA5114", FindingSeverity.Error, true)]
    [InlineData(System, 5, "PA5114", FindingSeverity.Error, true)]
    [InlineData(PinOnly, 5, "PA5114", FindingSeverity.Warning, false)] // the key is the identity: nothing breaks
    [InlineData(PinOnly, 29, "PA5114", FindingSeverity.Notice, false)]
    [InlineData(FirstUse, -5, "PA5114", FindingSeverity.Warning, false)]
    [InlineData(None, 5, "PA5101", FindingSeverity.Warning, false)] // nobody looks at the certificate, and that is the finding
    public void PeerCertificate_NearItsEnd_IsFound(string verification, int days, string? code, object? severity, bool health)
    {
        var concern = UpstreamConcerns.Find(Upstream(verification) with { Peers = [Peer(days)] }, Now).SingleOrDefault();
        Assert.Equal(code, concern?.Finding.Code);
        Assert.Equal((FindingSeverity?)severity, concern?.Finding.Severity);
        Assert.Equal(health, concern?.DegradesHealth ?? false);
        Assert.Contains("'x'", concern?.Finding.Evidence ?? "'x'");
    }

    [Fact]
    public void PeerCertificate_ThatWasRefused_IsFoundAsRefusalAlone()
    {
        var peer = Peer(-1) with { CertificateAccepted = false, Refusal = Refusal(UpstreamTlsReason.Expired), Refusals = 1 };
        Assert.Equal("PA5206", Single(Upstream() with { Peers = [peer] }).Finding.Code);
    }

    [Fact]
    public void PeerCertificate_OfAServerThatWasNotSeenForADay_IsForgotten()
    {
        var peer = Peer(5) with { LastHandshake = Now.AddHours(-24) };
        Assert.Equal("PA5114", Single(Upstream() with { Peers = [peer] }).Finding.Code);
        Assert.Empty(UpstreamConcerns.Find(Upstream() with { Peers = [peer with { LastHandshake = Now.AddHours(-24).AddSeconds(-1) }] }, Now));
    }

    [Fact]
    public void PeerCertificate_OfSeveralServers_IsOneFinding()
    {
        var concern = Single(Upstream() with { Peers = [Peer(5), Peer(5) with { Endpoint = "b.test:443" }] });
        Assert.Contains("a.test:443, b.test:443", concern.Finding.Evidence);
    }

    /// <summary>Whoever chooses the URL must not choose the health of the app.</summary>
    [Fact]
    public void PeerCertificate_OfWhomeverTheUrlNames_DoesNotDegradeHealth() =>
        Assert.False(Single(Upstream(System) with { IdentityIsConfigured = false, Peers = [Peer(5)] }).DegradesHealth);

    [Theory]
    [InlineData(-300, 31, null)]
    [InlineData(-300, 29, FindingSeverity.Warning)]
    [InlineData(-300, 6, FindingSeverity.Error)]
    [InlineData(-300, -6, FindingSeverity.Error)]
    [InlineData(1, 300, FindingSeverity.Error)] // not valid yet
    public void ClientCertificate_NearItsEnd_IsFound(int from, int to, object? severity)
    {
        var concern = UpstreamConcerns.Find(Upstream() with { ClientCertificate = Certificate(from, to), Files = [new("ClientCertificateFile", "/etc/c.pem")] }, Now).SingleOrDefault();
        Assert.Equal((FindingSeverity?)severity, concern?.Finding.Severity);
        Assert.Equal(severity is not null, concern?.DegradesHealth ?? false);
        if (concern is not null)
        {
            Assert.Equal("PA5115", concern.Finding.Code);
            Assert.Contains(from > 0 ? "clock" : "/etc/c.pem", concern.Finding.Fix);
        }
    }

    public static TheoryData<int[], object?, bool> Anchors() => new()
    {
        { [400], null, false },
        { [29], FindingSeverity.Warning, true },
        { [6], FindingSeverity.Error, true },
        { [-6], FindingSeverity.Error, true },
        { [-6, 400], FindingSeverity.Warning, false }, // an old one beside its successor
        { [6, 29], FindingSeverity.Warning, true },
        { [-400, -6], FindingSeverity.Error, true },
    };

    [Theory]
    [MemberData(nameof(Anchors))]
    public void Anchors_NearTheirEnd_AreFound(int[] days, object? severity, bool health)
    {
        var upstream = Upstream() with { Trusted = [.. days.Select(d => Certificate(-400, d) with { IsSelfIssued = true }), Certificate(-400, -1)] };
        var concern = UpstreamConcerns.Find(upstream, Now).SingleOrDefault();
        Assert.Equal((FindingSeverity?)severity, concern?.Finding.Severity);
        Assert.Equal(health, concern?.DegradesHealth ?? false);
        Assert.Equal(severity is null ? null : "PA5116", concern?.Finding.Code);
    }

    public static TheoryData<int?[], string[], object?, bool> Pins() => new()
    {
        { [null, null], [], null, false },
        { [null], ["PA5102"], null, false },
        { [40, null], [], null, false },
        { [29, null], ["PA5103"], FindingSeverity.Warning, false }, // it ends on purpose
        { [3, null], ["PA5103"], FindingSeverity.Warning, false },
        { [-1, null], ["PA5103", "PA5102"], FindingSeverity.Warning, false },
        { [29, 28], ["PA5103"], FindingSeverity.Warning, true },
        { [3, 4], ["PA5103"], FindingSeverity.Error, true },
        { [0, -3], ["PA5103", "PA5102"], FindingSeverity.Error, true }, // today is the last day
        { [-1, -3], ["PA5103"], FindingSeverity.Error, true },
    };

    [Theory]
    [MemberData(nameof(Pins))]
    public void Pins_NearTheirEndOrAlone_AreFound(int?[] days, string[] codes, object? severity, bool health)
    {
        var today = DateOnly.FromDateTime(Now.UtcDateTime);
        var upstream = Upstream(PinOnly) with { Pins = [.. days.Select((d, i) => new PinSnapshot($"sha256/{i}", d is { } end ? today.AddDays(end) : null, false, d is null or >= 0))] };
        var concerns = UpstreamConcerns.Find(upstream, Now).ToList();
        Assert.Equal(codes, concerns.Select(c => c.Finding.Code));
        Assert.Equal((FindingSeverity?)severity, concerns.FirstOrDefault(c => c.Finding.Code == "PA5103")?.Finding.Severity);
        Assert.Equal(health, concerns.Exists(c => c.DegradesHealth));
    }

    [Theory]
    [InlineData(UpstreamTlsReason.PinMismatch, 1, 1, true)]
    [InlineData(UpstreamTlsReason.NotTls, 1, 1, true)]
    [InlineData(UpstreamTlsReason.ClientCertificateRefused, 1, 1, true)]
    [InlineData(UpstreamTlsReason.ConnectionClosed, 2, 1, false)] // a server that restarts
    [InlineData(UpstreamTlsReason.ConnectionClosed, 3, 1, true)]
    [InlineData(UpstreamTlsReason.HandshakeTimeout, 2, 1, false)]
    [InlineData(UpstreamTlsReason.HandshakeTimeout, 3, 1, true)]
    [InlineData(UpstreamTlsReason.PinMismatch, 9, 25, false)] // a day ago
    [InlineData(UpstreamTlsReason.PinMismatch, 9, 3, false)] // other settings came into force since
    public void Refusals_ThatLast_AreFound(UpstreamTlsReason reason, int times, int hoursAgo, bool found)
    {
        var peer = Peer(300) with
        {
            CertificateAccepted = false,
            Refusal = Refusal(reason),
            Refusals = times,
            LastHandshake = Now.AddHours(-hoursAgo),
            RefusedSince = Now.AddHours(-hoursAgo - 1),
        };
        var concern = UpstreamConcerns.Find(Upstream() with { InForceSince = hoursAgo == 3 ? Now.AddHours(-2) : Now.AddDays(-9), Peers = [peer] }, Now).SingleOrDefault();
        Assert.Equal(found, concern is not null);
        if (concern is not null)
        {
            Assert.False(concern.DegradesHealth);
            Assert.Equal((UpstreamTlsException.CodeOf(reason), FindingSeverity.Error, "What happened", "What to do.", times, peer.RefusedSince), (
                concern.Finding.Code, concern.Finding.Severity, concern.Finding.Evidence, concern.Finding.Fix, concern.Finding.Count, (DateTimeOffset?)concern.Finding.Since));
        }
    }

    [Fact]
    public void ReloadFailure_IsFound()
    {
        var concern = Single(Upstream() with { ReloadFailure = new(Now.AddHours(-1), ["PA5002: ca.pem is empty", "PA5003: no key"]) });
        Assert.Equal(("PA5111", FindingSeverity.Error, 2, Now.AddHours(-1), true), (
            concern.Finding.Code, concern.Finding.Severity, concern.Finding.Count, concern.Finding.Since, concern.DegradesHealth));
        Assert.Contains("ca.pem", concern.Finding.Evidence);
    }

    [Fact]
    public void VerificationOff_IsFound_WithTheLineToPaste()
    {
        var concern = Single(Upstream(None) with { Peers = [Peer(300)] });
        Assert.Equal(("PA5101", FindingSeverity.Warning, false), (concern.Finding.Code, concern.Finding.Severity, concern.DegradesHealth));
        Assert.Contains($"\"Pins\": [\"{TestPin.Unused}\"]", concern.Finding.Fix);
    }

    [Fact]
    public void PinStoreProblem_IsFound()
    {
        var concern = Single(Upstream(FirstUse) with { PinStoreProblem = "the file has gone", Files = [new("PinStoreFile", "/var/pins")] });
        Assert.Equal(("PA5117", FindingSeverity.Error, true), (concern.Finding.Code, concern.Finding.Severity, concern.DegradesHealth));
        Assert.Contains("/var/pins", concern.Finding.Evidence);
    }

    [Theory]
    [InlineData(1, false)]
    [InlineData(0, true)]
    [InlineData(-9, true)]
    public void RevocationList_ThatHasEnded_IsFound(int days, bool found)
    {
        var concern = UpstreamConcerns.Find(Upstream() with { Revocation = new("Chain", false, 1, Now.AddDays(days)) }, Now).SingleOrDefault();
        Assert.Equal(found ? "PA5118" : null, concern?.Finding.Code);
    }

    [Fact]
    public void OtherWarnings_OfTheSettings_AreFound_AndThoseThatFollowTheClockOnlyOnce()
    {
        var upstream = Upstream() with
        {
            Notices = [new("PA5105", true, "never resumes"), new("PA1101", false, "overrides"), new("PA5108", true, "old"), new("PA5103", true, "old"), new("PA5102", true, "old"), new("PA5101", true, "old")],
        };
        Assert.Equal("PA5105", Single(upstream).Finding.Code);
    }

    [Theory]
    [InlineData(40, 3, 27)] // the limit was passed while it was known
    [InlineData(3, 3, 3)] // it was known only when the limit had been passed
    public void Since_IsWhenTheLimitWasPassed_ButNotBeforeItWasKnown(int knownDaysAgo, int daysLeft, int sinceDaysAgo) =>
        Assert.Equal(Now.AddDays(-sinceDaysAgo), Expiry.Since(Now.AddDays(daysLeft), Now.AddDays(-knownDaysAgo)));

    private static UpstreamConcern Single(UpstreamSnapshot upstream) => Assert.Single(UpstreamConcerns.Find(upstream, Now));

    private static UpstreamSnapshot Upstream(string verification = CustomCa) => new() { Name = "x", Verification = verification, InForceSince = Now.AddDays(-100), IdentityIsConfigured = true, IsUsed = true };

    private static CertificateSnapshot Certificate(int from, int to) => new()
    {
        Subject = $"CN=test {to}",
        Issuer = "CN=issuer",
        NotBefore = Now.AddDays(from),
        NotAfter = Now.AddDays(to),
        Sha256 = $"{from} {to}",
        Pin = TestPin.Unused,
    };

    private static PeerSnapshot Peer(int days) => new()
    {
        Endpoint = "a.test:443",
        LastHandshake = Now.AddMinutes(-1),
        Certificate = Certificate(-300,
        days),
        CertificateAccepted = true,
        CertificateSince = Now.AddDays(-1),
    };

    private static RefusalSnapshot Refusal(UpstreamTlsReason reason) => new(UpstreamTlsException.CodeOf(reason), reason.ToString(), "What happened", "What to do");
}
