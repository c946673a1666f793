using System.Text;
using System.Text.Json;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.TestHost;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using ProxyAware.Configuration;
using ProxyAware.Tests.Support;

namespace ProxyAware.Tests.Documentation;

/// <summary>What the pages about migration say of the other way and of this one.</summary>
public class MigrationTests
{
    [Fact]
    public void CockpitConf_AndTheSettingsBesideIt_AreTheSame()
    {
        var blocks = Pages.SnippetsOf("docs/migrate/from-cockpit-conf.md").ToList();
        using var folder = new TemporaryFolder();
        var file = folder.Write("cockpit.conf", blocks.First(b => b.Language == "ini").Text);
        var json = blocks.First(b => b.Language == "json").Text;

        Assert.Equal(
            Text(new ConfigurationBuilder().AddCockpitConf(file)),
            Text(new ConfigurationBuilder().AddJsonStream(new MemoryStream(Encoding.UTF8.GetBytes($"{{ {json} }}")))));
    }

    // The rows of from-path-base.md: what UsePathBase answers, and what UrlRoot does. The app shows PathBase and Path.
    [Theory]
    [InlineData("/cockpit/x", "200 /cockpit /x", "200 /cockpit /x")]
    [InlineData("/x", "200  /x", "404 PA3003")]
    [InlineData("/cockpit", "200 /cockpit ", "307 /cockpit/")]
    [InlineData("/COCKPIT/x", "200 /COCKPIT /x", "404 PA3003")]
    public async Task PathBase_AndUrlRoot_AnswerAsThePageSays(string path, string framework, string ours)
    {
        Assert.Equal(framework, await AnswerAsync(path, _ => { }, app => app.UsePathBase("/cockpit")));
        Assert.Equal(ours, await AnswerAsync(path, services => services.AddProxyAware(o => o.UrlRoot = "/cockpit"), _ => { }));
    }

    private static string Text(IConfigurationBuilder builder)
    {
        var options = new ProxyAwareOptions();
        OptionsReader.Read(builder.Build(), ProxyAwareDefaults.SectionName, options);
        Assert.Empty(options.ReadProblems);
        return JsonSerializer.Serialize(options);
    }

    private static async Task<string> AnswerAsync(string path, Action<IServiceCollection> services, Action<IApplicationBuilder> configure)
    {
        var builder = WebApplication.CreateBuilder();
        builder.WebHost.UseTestServer();
        services(builder.Services);
        await using var app = builder.Build();
        configure(app);
        app.Run(context => context.Response.WriteAsync($"{context.Request.PathBase} {context.Request.Path}"));
        await app.StartAsync();
        using var response = await app.GetTestClient().GetAsync(path);
        var body = await response.Content.ReadAsStringAsync();
        var code = body.Split(' ', ':', '.').FirstOrDefault(w => w.StartsWith("PA", StringComparison.Ordinal));
        return $"{(int)response.StatusCode} {response.Headers.Location?.ToString() ?? code ?? body}";
    }
}
