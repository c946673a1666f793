using System.Net;
using System.Text.RegularExpressions;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using ProxyAware.FunctionalTests.Rig;

namespace ProxyAware.FunctionalTests.Recorded;

/// <summary>Nothing stands on the pages about recorded proxies that no test runs.</summary>
public sealed partial class ProxyPageTests
{
    private const string FrontDoorId = "55ce4ed1-4b06-4bf1-b40e-4638452104da";

    public static TheoryData<string> Pages =>
        ["traefik.md", "pomerium.md", "envoy.md", "yarp.md", "kubernetes-ingress.md", "aws.md", "cloudflare.md", "azure.md"];

    [Theory]
    [MemberData(nameof(Pages))]
    public void Settings_OnAPage_AreThoseOfARecording(string page)
    {
        var recorded = Directory.EnumerateDirectories(RecordingFolder.Of()).Select(d => Path.GetFileName(d)!)
            .SelectMany(folder => Recording.Names(folder).Select(name => Recording.Read(folder, name).Section)).ToHashSet(StringComparer.Ordinal);

        var sections = ProxyPage.WithSettings(page).ToList();

        Assert.NotEmpty(sections);
        Assert.Empty(sections.Except(recorded, StringComparer.Ordinal));
    }

    [Fact]
    public void Code_OnTheAzurePage_IsTheCompiledOne()
    {
        var source = File.ReadAllText(RecordingFolder.Of("FrontDoorOnly.cs"));
        var compiled = Compiled().Match(source).Groups[1].Value.Replace("\n        ", "\n", StringComparison.Ordinal).Trim();

        Assert.Contains(compiled, ProxyPage.TextOf("azure.md"), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(FrontDoorId, 200)]
    [InlineData("", 403)]
    [InlineData("00000000-0000-0000-0000-000000000000", 403)]
    public async Task FrontDoor_OfAnotherCustomer_IsRefused(string id, int status)
    {
        var recording = Recording.Read("azure", "front-door");
        using var folder = new TempFolder();
        await File.WriteAllTextAsync(folder.File("front-door.txt"), recording.Peer);
        var builder = WebApplication.CreateBuilder(new WebApplicationOptions { ContentRootPath = folder.Path });
        builder.Configuration.AddJsonStream(new MemoryStream(System.Text.Encoding.UTF8.GetBytes(ProxyPage.Read(recording.Section).Settings)));
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        builder.AddProxyAware();
        await using var app = builder.Build();
        app.UseFrontDoorOnly(FrontDoorId);
        app.MapGet("/whoami", (HttpContext context) => context.GetProxyInfo());
        await app.StartAsync();
        var server = app.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.Single();

        var response = await Replay.SendAsync(
            new Visitor(IPEndPoint.Parse(new Uri(server).Authority), recording.Peer), recording.Request("get").With("X-Azure-FDID", id));

        Assert.Equal(status, response.Status);
        Assert.Equal(status == 200, response.Body.Contains("198.51.100.10", StringComparison.Ordinal));
    }

    [GeneratedRegex("// page: begin\n(.*?)// page: end", RegexOptions.Singleline, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Compiled();
}
