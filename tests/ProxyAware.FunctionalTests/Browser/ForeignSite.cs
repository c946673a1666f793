using System.Net;
using System.Security.Cryptography.X509Certificates;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using ProxyAware.FunctionalTests.Rig;

namespace ProxyAware.FunctionalTests.Browser;

/// <summary>Another site, with a page on which anybody's script may run.</summary>
internal sealed class ForeignSite : IAsyncDisposable
{
    private readonly TestPki _pki = new("evil.example");

    private readonly X509Certificate2 _certificate;

    private readonly WebApplication _app;

    private ForeignSite()
    {
        _certificate = X509Certificate2.CreateFromPemFile(_pki.CertificateFile, _pki.KeyFile);
        var builder = WebApplication.CreateEmptyBuilder(new());
        builder.WebHost.UseKestrelCore().UseKestrelHttpsConfiguration();
        builder.WebHost.ConfigureKestrel(kestrel => kestrel.Listen(IPAddress.Loopback, 0, listener => listener.UseHttps(_certificate)));
        _app = builder.Build();
        _app.Run(context =>
        {
            context.Response.ContentType = "text/html";
            return context.Response.WriteAsync("<!doctype html><title>Elsewhere</title><p>Nice things to win.");
        });
    }

    public IPEndPoint EndPoint { get; private set; } = new(IPAddress.None, 0);

    public static async Task<ForeignSite> StartAsync()
    {
        var site = new ForeignSite();
        await site._app.StartAsync();
        site.EndPoint = IPEndPoint.Parse(new Uri(site._app.Urls.Single()).Authority);
        return site;
    }

    public async ValueTask DisposeAsync()
    {
        await _app.DisposeAsync();
        _certificate.Dispose();
        _pki.Dispose();
    }
}
