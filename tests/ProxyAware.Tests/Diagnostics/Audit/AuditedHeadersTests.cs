using ProxyAware.Diagnostics.Audit;
using ProxyAware.Forwarding;

namespace ProxyAware.Tests.Diagnostics.Audit;

public class AuditedHeadersTests
{
    public static TheoryData<ProxyAwareOptions> Settings => new()
    {
        new ProxyAwareOptions(),
        new ProxyAwareOptions { ProxyHeaders = ProxyHeaderFamily.Forwarded },
        new ProxyAwareOptions { ForwardedForHeader = "X-Original-Forwarded-For", ProtocolHeader = "X-Original-Proto" },

        // As many names of its own as there can be.
        new ProxyAwareOptions
        {
            ForwardedForHeader = "X-Own-Address",
            ProtocolHeader = "X-Own-Scheme=yes",
            ForwardedHostHeader = "X-Own-Host",
            ForwardedPortHeader = "X-Own-Port",
            ForwardedPrefixHeader = "X-Own-Prefix",
            AllowedHosts = ["a.example"],
        },
        new ProxyAwareOptions { ForwardedForHeader = "Remote-User" },
    };

    [Theory]
    [MemberData(nameof(Settings))]
    public void Run_OfEverything_StaysWithinItsRequests(ProxyAwareOptions options)
    {
        ArgumentNullException.ThrowIfNull(options);
        var plan = new ProxyResolver(options).Plan;
        var forwarding = AuditedHeaders.Forwarding(plan);
        var identity = AuditedHeaders.Identity(plan);

        // Besides: the baseline, a WebSocket, and a redirect with where it leads.
        Assert.InRange(forwarding.Count + identity.Count + 4, 30, AuditRun.MaxProbes);
        var names = forwarding.Concat(identity).SelectMany(n => n).ToList();
        Assert.Equal(names.Distinct(StringComparer.OrdinalIgnoreCase), names);
        Assert.All(Enumerable.Range(0, plan.Names.ViaIndex), i => Assert.Contains(plan.Names[i], names, StringComparer.OrdinalIgnoreCase));
    }

    [Theory]
    [MemberData(nameof(Settings))]
    public void HeaderThatIsRead_HasARequestOfItsOwn(ProxyAwareOptions options)
    {
        ArgumentNullException.ThrowIfNull(options);
        var plan = new ProxyResolver(options).Plan;
        var groups = AuditedHeaders.Forwarding(plan).Concat(AuditedHeaders.Identity(plan)).ToList();
        Assert.All(groups.Where(g => g.Any(n => AuditedHeaders.RolesOf(plan, n) != HeaderRole.None)), g => Assert.Single(g));
    }

    [Theory]
    [InlineData("X-Forwarded-For", "Address")]
    [InlineData("X-Real-IP", "Address")]
    [InlineData("X-Azure-ClientIP", "Address")]
    [InlineData("X-Original-Forwarded-For", "Address")]
    [InlineData("X-Forwarded-Proto", "Scheme")]
    [InlineData("X-Url-Scheme", "Scheme")]
    [InlineData("X-Forwarded-Ssl", "Switch")]
    [InlineData("Front-End-Https", "Switch")]
    [InlineData("X-Forwarded-Host", "Host")]
    [InlineData("X-Forwarded-Port", "Port")]
    [InlineData("X-Original-Prefix", "Prefix")]
    [InlineData("Forwarded", "Forwarded")]
    [InlineData("Remote-User", "Identity")]
    [InlineData("Cf-Access-Jwt-Assertion", "SignedIdentity")]
    public void Meaning_OfAKnownHeader(string name, string expected) =>
        Assert.Equal(expected, AuditedHeaders.MeaningOf(new ProxyResolver(new ProxyAwareOptions { ForwardedForHeader = "none" }).Plan, name).ToString());

    [Fact]
    public void Meaning_OfAConfiguredHeader_IsWhatItIsReadFor()
    {
        var plan = new ProxyResolver(new ProxyAwareOptions { ForwardedForHeader = "X-Own-Port", ProtocolHeader = "X-Own=yes" }).Plan;
        Assert.Equal(HeaderMeaning.Address, AuditedHeaders.MeaningOf(plan, "X-Own-Port"));
        Assert.Equal(HeaderMeaning.Exact, AuditedHeaders.MeaningOf(plan, "X-Own"));
    }
}
