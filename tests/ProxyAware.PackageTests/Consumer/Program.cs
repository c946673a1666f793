using System.Net;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using System.Text.Json.Serialization;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Http.Features;
using ProxyAware;

using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
using var certificate = new CertificateRequest("CN=localhost", key, HashAlgorithmName.SHA256).CreateSelfSigned(DateTimeOffset.UtcNow.AddDays(-1), DateTimeOffset.UtcNow.AddDays(1));
var pin = Convert.ToBase64String(SHA256.HashData(certificate.PublicKey.ExportSubjectPublicKeyInfo()));

var builder = WebApplication.CreateBuilder(args);
builder.AddProxyAware();
builder.Services.AddHttpClient("self").AddUpstreamTls(options =>
{
    options.Verification = UpstreamVerification.PinOnly;
    options.Pins = [$"sha256/{pin}"];
});
builder.Services.AddHealthChecks().AddProxyAware();
builder.Services.ConfigureHttpJsonOptions(json => json.SerializerOptions.TypeInfoResolverChain.Insert(0, AppJson.Default));
builder.WebHost.ConfigureKestrel(kestrel =>
{
    kestrel.Listen(IPAddress.Loopback, 0);
    kestrel.Listen(IPAddress.Loopback, 0, listener => listener.UseHttps(certificate));
});
var app = builder.Build();
app.MapGet("/whoami", (HttpContext context) => context.GetProxyInfo());
app.MapGet("/upstream", (IHttpClientFactory clients, IServer server) =>
{
    var https = server.Features.GetRequiredFeature<IServerAddressesFeature>().Addresses.First(a => a.StartsWith("https:", StringComparison.Ordinal));
    return clients.CreateClient("self").GetStringAsync(new Uri(new Uri(https), "/healthz"));
});
app.MapHealthChecks("/healthz").AllowUnencrypted();
app.Run();

[JsonSerializable(typeof(ProxyInfo))]
[JsonSourceGenerationOptions(System.Text.Json.JsonSerializerDefaults.Web)]
internal sealed partial class AppJson : JsonSerializerContext;
