using ProxyAware.Tests.Support;
using ProxyAware.Tests.Upstream.Pki;
using ProxyAware.Tests.Upstream.Support;

namespace ProxyAware.Tests.Upstream;

/// <summary>Revocation lists from files, at work in handshakes.</summary>
public sealed class RevocationHandshakeTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task Revoked_IsRefused_AndOthersAreNot()
    {
        await using var server = new TlsTestServer(TestPki.Leaf);
        await Calls.AcceptedAsync(With(TestCrl.Good(TestPki.Root)), server.Url);
        var before = server.ApplicationBytes;
        var refused = await Calls.RefusedAsync(With(TestCrl.Revoking(TestPki.Leaf)), server.Url);
        Assert.Equal(UpstreamTlsReason.Revoked, refused.Reason);
        Assert.Contains(TestPki.Leaf.Certificate.SerialNumber, refused.Message);
        Assert.Equal(before, server.ApplicationBytes);
    }

    [Fact]
    public async Task Scope_DecidesWhichIssuersNeedAList()
    {
        await using var server = new TlsTestServer(TestPki.LeafUnderOne);
        var options = With(TestCrl.Good(TestPki.Intermediate));
        var refused = await Calls.RefusedAsync(options, server);
        Assert.Equal(UpstreamTlsReason.RevocationUnknown, refused.Reason);
        Assert.Contains("CN=Test Root", refused.Message);
        options.RevocationScope = UpstreamRevocationScope.LeafOnly;
        await Calls.AcceptedAsync(options, server.Url);
        await Calls.AcceptedAsync(With(TestCrl.Good(TestPki.Intermediate), TestCrl.Good(TestPki.Root)), server.Url);
    }

    [Fact]
    public async Task Stale_OrForged_IsRefused()
    {
        await using var server = new TlsTestServer(TestPki.Leaf);
        Assert.Contains("was to be replaced", (await Calls.RefusedAsync(With(TestCrl.Expired(TestPki.Root)), server)).Message);
        Assert.Contains("not signed with its key", (await Calls.RefusedAsync(With(TestCrl.Forged(TestPki.Root, TestPki.StrangerRoot)), server)).Message);
        Assert.Contains("valid from", (await Calls.RefusedAsync(With(TestCrl.NotYetValid(TestPki.Root)), server)).Message);
    }

    [Fact]
    public void FileWithoutAList_OrWithAnUnknownCriticalExtension_StopsTheStart()
    {
        foreach (var content in new[] { TestPki.Root.Certificate.RawData, TestCrl.UnknownCritical(TestPki.Root), [] })
        {
            Assert.Equal("PA5004", Assert.Single(Assert.Throws<ProxyAwareConfigurationException>(() => UpstreamTls.Create(With(content))).Problems).Code);
        }
    }

    [Fact]
    public async Task List_ThatGrows_RetiresConnections()
    {
        await using var server = new TlsTestServer(TestPki.Leaf);
        var time = new ManualTime(TestPki.Now);
        using var upstream = UpstreamTls.Create(With(TestCrl.Good(TestPki.Root)), timeProvider: time);
        using var client = Calls.Client(upstream);
        await client.GetStringAsync(server.Url);
        await File.WriteAllBytesAsync(Path.Combine(_folder.Path, "0.crl"), TestCrl.Revoking(TestPki.Leaf));
        time.Advance(TimeSpan.FromSeconds(2));
        time.Advance(TimeSpan.FromSeconds(2));
        Assert.Equal(UpstreamTlsReason.Revoked, (await Calls.RefusedAsync(client, server.Url)).Reason);
        Assert.Equal(1, server.Requests);
    }

    private UpstreamTlsOptions With(params byte[][] lists)
    {
        var options = Calls.Trusting();
        for (var i = 0; i < lists.Length; i++)
        {
            var path = Path.Combine(_folder.Path, $"{i}.crl");
            File.WriteAllBytes(path, lists[i]);
            options.CertificateRevocationListFiles.Add(path);
        }

        return options;
    }
}
