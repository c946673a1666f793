using Microsoft.Extensions.Logging;
using ProxyAware.Tests.Support;
using ProxyAware.Tests.Upstream.Pki;
using ProxyAware.Tests.Upstream.Support;

namespace ProxyAware.Tests.Upstream;

/// <summary>Files that change while the app runs.</summary>
public sealed class ReloadTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();
    private readonly RecordingLogger _log = new();
    private readonly ManualTime _time = new(TestPki.Now);

    public void Dispose()
    {
        _log.Dispose();
        _folder.Dispose();
    }

    [Fact]
    public async Task Authorities_AreReadAgain_WhenTheContentChanges()
    {
        await using var server = new TlsTestServer(TestPki.Leaf);
        using var upstream = Create(FileOptions(TestPki.StrangerRoot.Pem));
        using var client = Calls.Client(upstream);
        Assert.Equal(UpstreamTlsReason.IncompleteChain, (await Calls.RefusedAsync(client, server.Url)).Reason);

        _folder.Write("ca.pem", TestPki.Root.Pem);
        Poll();
        Assert.Equal("hello", await client.GetStringAsync(server.Url));
    }

    [Fact]
    public async Task Authorities_BehindALinkOfFolders_AreReadAgain()
    {
        // As Kubernetes mounts secrets: ca.pem -> ..data/ca.pem, ..data -> a folder that is replaced by another.
        foreach (var (folder, certificate) in new[] { ("one", TestPki.StrangerRoot), ("two", TestPki.Root) })
        {
            Directory.CreateDirectory(Path.Combine(_folder.Path, folder));
            _folder.Write($"{folder}/ca.pem", certificate.Pem);
        }

        var data = Path.Combine(_folder.Path, "..data");
        Directory.CreateSymbolicLink(data, "one");
        File.CreateSymbolicLink(Path.Combine(_folder.Path, "linked.pem"), "..data/ca.pem");
        await using var server = new TlsTestServer(TestPki.Leaf);
        using var upstream = Create(new() { ServerName = TestPki.ServerName, TrustedCertificateFile = Path.Combine(_folder.Path, "linked.pem") });
        using var client = Calls.Client(upstream);
        await Calls.RefusedAsync(client, server.Url);

        Directory.Delete(data);
        Directory.CreateSymbolicLink(data, "two");
        Poll();
        Assert.Equal("hello", await client.GetStringAsync(server.Url));
    }

    [Theory]
    [InlineData("")]
    [InlineData("-----BEGIN CERTIFICATE-----\nMIIB")]
    [InlineData("nonsense")]
    [InlineData("{root}-----BEGIN CERTIFICATE-----\nMIIB")]
    [InlineData("{root}-----BEGIN CERTI")]
    [InlineData(null)]
    public async Task BrokenFile_KeepsTheLastGood_AndSaysSoOnce(string? content)
    {
        await using var server = new TlsTestServer(TestPki.Leaf);
        using var upstream = Create(FileOptions(TestPki.Root.Pem));
        if (content is null)
        {
            File.Delete(Path.Combine(_folder.Path, "ca.pem"));
        }
        else
        {
            _folder.Write("ca.pem", content.Replace("{root}", TestPki.Root.Pem, StringComparison.Ordinal));
        }

        Poll();
        Poll();
        using var client = Calls.Client(upstream);
        Assert.Equal("hello", await client.GetStringAsync(server.Url));
        Assert.Single(_log.At(LogLevel.Error), line => line.Contains("PA5111", StringComparison.Ordinal));
        Assert.NotNull(upstream.State.Failure);

        _folder.Write("ca.pem", TestPki.Root.Pem);
        Poll();
        Assert.Null(upstream.State.Failure);
    }

    [Fact]
    public async Task RemovedAnchor_RetiresConnections_AndAnAddedOneDoesNot()
    {
        await using var server = new TlsTestServer(TestPki.Leaf);
        using var upstream = Create(FileOptions(TestPki.Root.Pem));
        using var client = Calls.Client(upstream);
        await client.GetStringAsync(server.Url);

        _folder.Write("ca.pem", TestPki.Root.Pem + TestPki.RsaRoot.Pem);
        Poll();
        await client.GetStringAsync(server.Url);
        Assert.Equal(1, server.Connections);

        _folder.Write("ca.pem", TestPki.RsaRoot.Pem);
        Poll();
        await Calls.RefusedAsync(client, server.Url);
        Assert.Equal(2, server.Connections);
        Assert.Contains(_log.At(LogLevel.Information), line => line.Contains("retired", StringComparison.Ordinal));
    }

    [Fact]
    public async Task ResponsesInFlight_Complete()
    {
        var rest = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        await using var server = new TlsTestServer(new TlsTestServerOptions
        {
            Respond = async (stream, _, stop) =>
            {
                await stream.WriteAsync("HTTP/1.1 200 OK\r\nContent-Length: 5\r\n\r\nhe"u8.ToArray(), stop);
                await rest.Task.WaitAsync(stop);
                await stream.WriteAsync("llo"u8.ToArray(), stop);
            },
        });
        using var upstream = Create(FileOptions(TestPki.Root.Pem));
        using var client = Calls.Client(upstream);
        using var response = await client.GetAsync(server.Url, HttpCompletionOption.ResponseHeadersRead);

        _folder.Write("ca.pem", TestPki.RsaRoot.Pem);
        Poll();
        rest.SetResult();
        Assert.Equal("hello", await response.Content.ReadAsStringAsync());
        await Calls.RefusedAsync(client, server.Url);
    }

    [Fact]
    public async Task RequestsThatWaitForTheirHeaders_Complete()
    {
        var arrived = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        var go = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        await using var server = new TlsTestServer(new TlsTestServerOptions
        {
            Respond = async (stream, _, stop) =>
            {
                arrived.SetResult();
                await go.Task.WaitAsync(stop);
                await stream.WriteAsync("HTTP/1.1 200 OK\r\nContent-Length: 5\r\n\r\nhello"u8.ToArray(), stop);
            },
        });
        using var upstream = Create(FileOptions(TestPki.Root.Pem));
        using var client = Calls.Client(upstream);
        var call = client.GetStringAsync(server.Url);
        await arrived.Task;
        _folder.Write("ca.pem", TestPki.RsaRoot.Pem);
        Poll();
        go.SetResult();
        Assert.Equal("hello", await call);
    }

    [Fact]
    public async Task ClientCertificate_IsReplacedAsAPair()
    {
        await using var server = new TlsTestServer(new TlsTestServerOptions { RequireClientCertificate = true });
        var options = FileOptions(TestPki.Root.Pem);
        options.ClientCertificateFile = _folder.Write("c.pem", TestPki.Client.Pem);
        options.ClientCertificateKeyFile = _folder.Write("c.key", TestPki.Client.KeyPem);
        using var upstream = Create(options);
        using var client = Calls.Client(upstream);
        await client.GetStringAsync(server.Url);

        // Half of it: the old pair stays.
        _folder.Write("c.pem", TestPki.RsaClient.Pem);
        Poll();
        await client.GetStringAsync(server.Url);
        Assert.Equal(1, server.Connections);
        Assert.NotNull(upstream.State.Failure);

        _folder.Write("c.key", TestPki.RsaClient.KeyPem);
        Poll();
        await client.GetStringAsync(server.Url);
        Assert.Equal(["CN=Test Client", "CN=Test RSA Client"], server.ClientSubjects);
        Assert.Equal(2, server.Connections);
    }

    [Fact]
    public async Task LargeFile_ContentChanged_IsReadAgain()
    {
        // Comments, as bundles hold them: too much to be anything but several thousand authorities.
        var comment = "# " + new string('x', 20 * 1024 * 1024) + "\n";
        await using var server = new TlsTestServer(TestPki.Leaf);
        using var upstream = Create(FileOptions(comment + TestPki.StrangerRoot.Pem));
        using var client = Calls.Client(upstream);
        await Calls.RefusedAsync(client, server.Url);

        _folder.Write("ca.pem", comment + TestPki.Root.Pem);
        Poll();
        Assert.Equal("hello", await client.GetStringAsync(server.Url));
    }

    [Fact]
    public void SameContent_IsNoReload()
    {
        using var upstream = Create(FileOptions(TestPki.Root.Pem));
        var before = upstream.State.Current;
        _folder.Write("ca.pem", TestPki.Root.Pem);
        Poll();
        upstream.State.Reload();
        Assert.Same(before, upstream.State.Current);
    }

    private void Poll()
    {
        // A difference counts when two looks agree.
        _time.Advance(TimeSpan.FromSeconds(2));
        _time.Advance(TimeSpan.FromSeconds(2));
    }

    private UpstreamTls Create(UpstreamTlsOptions options) => UpstreamTls.Create(options, _log, _time);

    private UpstreamTlsOptions FileOptions(string pem) => new() { ServerName = TestPki.ServerName, TrustedCertificateFile = _folder.Write("ca.pem", pem) };
}
