using System.Net;
using System.Security.Authentication;
using ProxyAware.FunctionalTests.Rig;
using TestPki = ProxyAware.Tests.Upstream.Pki.TestPki;

namespace ProxyAware.FunctionalTests.Upstream;

/// <summary>The complete example of nginx's guide on securing upstreams, with an <see cref="HttpClient"/> in the place of the proxy.</summary>
public sealed class MutualTlsTests(MutualTlsSite site) : IClassFixture<MutualTlsSite>
{
    [NginxTheory]
    [InlineData("REQUIRED_PORT", SslProtocols.Tls12, "TLSv1.2")]
    [InlineData("REQUIRED_PORT", SslProtocols.Tls13, "TLSv1.3")]
    [InlineData("REQUIRED_PORT", SslProtocols.Tls12 | SslProtocols.Tls13, "TLSv1.3")]
    [InlineData("OPTIONAL_PORT", SslProtocols.Tls12, "TLSv1.2")]
    [InlineData("OPTIONAL_PORT", SslProtocols.Tls12 | SslProtocols.Tls13, "TLSv1.3")]
    public async Task Client_WithItsCertificate_IsLetIn(string portName, SslProtocols protocols, string protocol)
    {
        var options = site.OptionsWith(TestPki.Client);
        options.Protocols = protocols;

        var (status, body) = await site.AskAsync(options, portName);

        Assert.Equal(200, status);
        Assert.Equal($"SUCCESS CN=Test Client {protocol} {MutualTlsSite.ServerName}", body);
    }

    [NginxFact]
    public async Task Client_UnderAnIntermediate_SendsItsChain()
    {
        var (status, body) = await site.AskAsync(site.OptionsWith(TestPki.ClientUnderOne), "REQUIRED_PORT");

        Assert.Equal(200, status);
        Assert.StartsWith("SUCCESS CN=Test Client 1 ", body, StringComparison.Ordinal);
    }

    [NginxTheory]
    [InlineData("REQUIRED_PORT", 400, "No required SSL certificate was sent")]
    [InlineData("OPTIONAL_PORT", 200, "NONE")]
    public async Task Client_WithoutCertificate_HearsWhatNginxSays(string portName, int expected, string said)
    {
        var (status, body) = await site.AskAsync(site.Options(), portName);

        Assert.Equal(expected, status);
        Assert.Contains(said, body, StringComparison.Ordinal);
    }

    [NginxTheory]
    [InlineData("REQUIRED_PORT")]
    [InlineData("OPTIONAL_PORT")]
    public async Task Client_OfAStranger_HearsWhatNginxSays(string portName)
    {
        var (status, body) = await site.AskAsync(site.OptionsWith(TestPki.StrangerClient), portName);

        Assert.Equal(400, status);
        Assert.Contains("The SSL certificate error", body, StringComparison.Ordinal);
    }

    [NginxFact]
    public async Task Server_UnderAnotherAuthority_IsRefused()
    {
        var refusal = await site.RefusalAsync(site.Options(TestPki.StrangerRoot));

        Assert.Equal(UpstreamTlsReason.IncompleteChain, refusal.Reason);
    }

    [NginxFact]
    public async Task Server_OfAnotherName_IsRefused()
    {
        var options = site.OptionsWith(TestPki.Client);
        options.ServerName = "backend3.example.com";

        var refusal = await site.RefusalAsync(options);

        Assert.Equal(UpstreamTlsReason.NameMismatch, refusal.Reason);
        Assert.Contains(MutualTlsSite.ServerName, refusal.OfferedNames);
    }

    [NginxTheory]
    [InlineData(0, false)]
    [InlineData(1, false)]
    [InlineData(2, true)]
    public async Task Depth_OfTheChain_IsCountedAsNginxCountsIt(int depth, bool accepted)
    {
        using var proxied = new HttpClient { Timeout = Patience.Limit };
        using var answer = await proxied.GetAsync(new Uri($"http://{site.Nginx.EndPoint("FRONT_PORT")}/depth{depth}"));
        var options = site.OptionsWith(TestPki.Client);
        options.MaxIntermediateCertificates = depth;

        Assert.Equal(accepted ? HttpStatusCode.OK : HttpStatusCode.BadGateway, answer.StatusCode);
        if (accepted)
        {
            Assert.Equal(200, (await site.AskAsync(options, "REQUIRED_PORT")).Status);
        }
        else
        {
            Assert.Equal(UpstreamTlsReason.ChainTooLong, (await site.RefusalAsync(options)).Reason);
        }
    }
}
