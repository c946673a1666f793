using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Configuration.EnvironmentVariables;
using Microsoft.Extensions.Configuration.Json;
using ProxyAware.Configuration.Cockpit;

namespace ProxyAware.Tests.Configuration.Cockpit;

public sealed class AddCockpitConfTests : IDisposable
{
    private readonly DirectoryInfo _directory = Directory.CreateTempSubdirectory("cockpit-");

    private string File => Path.Combine(_directory.FullName, "cockpit.conf");

    public void Dispose() => _directory.Delete(recursive: true);

    [Fact]
    public void File_ThroughTheConfiguration_BecomesOptions()
    {
        Write("""
            [WebService]
            Origins = https://cockpit.domain.tld wss://cockpit.domain.tld
            ProtocolHeader = X-Forwarded-Proto
            ForwardedForHeader = X-Forwarded-For
            UrlRoot=/secret
            """);
        var options = Reading.Options(new ConfigurationBuilder().AddCockpitConf(File));

        Reading.NoProblems(options);
        Assert.Empty(options.ReadNotices);
        Assert.Equal(["https://cockpit.domain.tld", "wss://cockpit.domain.tld"], options.Origins);
        Assert.Equal("X-Forwarded-Proto", options.ProtocolHeader);
        Assert.Equal("X-Forwarded-For", options.ForwardedForHeader);
        Assert.Equal("/secret", options.UrlRoot);
        Assert.False(options.AllowUnencrypted);
    }

    [Fact]
    public void Key_OfAnyCase_IsFound()
    {
        Write("[WebService]\nUrlRoot=/a");

        Assert.Equal("/a", new ConfigurationBuilder().AddCockpitConf(File).Build()["PROXYAWARE:urlroot"]);
    }

    [Fact]
    public void RelativePath_WithABasePath_IsFound()
    {
        Write("[WebService]\nUrlRoot=/a");

        Assert.Equal("/a", Reading.Options(new ConfigurationBuilder().SetBasePath(_directory.FullName).AddCockpitConf("cockpit.conf", optional: true)).UrlRoot);
    }

    [Fact]
    public void EmptyOrigins_OverEarlierOnes_IsTheDefault()
    {
        Write("[WebService]\nOrigins =");

        Assert.Empty(Reading.Options(new ConfigurationBuilder().Json(""" "Origins": ["https://a"] """).AddCockpitConf(File)).Origins);
    }

    [Fact]
    public void MissingFile_NotOptional_ThrowsAsOtherFilesDo() =>
        Assert.Throws<FileNotFoundException>(() => new ConfigurationBuilder().AddCockpitConf(File).Build());

    [Fact]
    public void MissingFile_Optional_SaysNothing() =>
        Assert.Null(Reading.Options(new ConfigurationBuilder().AddCockpitConf(File, optional: true)).AllowUnencrypted);

    [Fact]
    public void Arguments_Missing_AreRefused()
    {
        Assert.Throws<ArgumentNullException>(() => CockpitConfigurationExtensions.AddCockpitConf(null!, "a"));
        Assert.Throws<ArgumentException>(() => new ConfigurationBuilder().AddCockpitConf(""));
        Assert.Throws<ArgumentNullException>(() => new ConfigurationBuilder().AddCockpitConf(null!));
    }

    [Fact]
    public void BadFile_Loading_ReportsEverythingTogether()
    {
        Write("[WebService]\nOrigin = https://a\nLoginTitle = x\nOrigins = *\nnonsense");
        var options = Reading.Options(new ConfigurationBuilder().AddCockpitConf(File).Memory(("ProxyAware:HttpsPort", "x")));

        Assert.Equal(
            [("PA1005", "ProxyAware:HttpsPort"), ("PA1031", "cockpit.conf line 2"), ("PA1030", "cockpit.conf line 5"), ("PA1032", "cockpit.conf line 4")],
            options.ReadProblems.Select(p => (p.Code, p.Key)));
        Assert.All(options.ReadProblems, p => Assert.NotEmpty(p.Reason));
        Assert.Equal("Origin = https://a", options.ReadProblems[1].Value);
        Assert.Equal("write 'Origins = ...'", options.ReadProblems[1].Fix);
        var notice = Assert.Single(options.ReadNotices);
        Assert.Equal(("PA1102", false), (notice.Code, notice.IsWarning));
        Assert.Contains("[WebService] LoginTitle", notice.Text);
    }

    [Fact]
    public void TwoBadFiles_Loading_AreBothReported()
    {
        var other = Path.Combine(_directory.FullName, "other.conf");
        Write("[WebService]\nOrigin = https://a");
        System.IO.File.WriteAllText(other, "[WebService]\n\nProtocol = https");
        var options = Reading.Options(new ConfigurationBuilder().AddCockpitConf(File).AddCockpitConf(other));

        Assert.Equal(["cockpit.conf line 2", "other.conf line 3"], options.ReadProblems.Select(p => p.Key));
    }

    [Fact]
    public void MoreThanTenProblems_Loading_KeepTheirOrder()
    {
        Write("[WebService]\n" + string.Concat(Enumerable.Repeat("nonsense\n", 12)));

        Assert.Equal(Enumerable.Range(2, 12).Select(i => $"cockpit.conf line {i}"), Reading.Options(new ConfigurationBuilder().AddCockpitConf(File)).ReadProblems.Select(p => p.Key));
    }

    [Fact]
    public void BadFile_ThroughABareSection_IsReported()
    {
        Write("[WebService]\nOrigin = https://a");
        var section = new ConfigurationBuilder().AddCockpitConf(File).Build().GetSection("ProxyAware");

        Assert.Equal("cockpit.conf line 2", Reading.OneProblem(Reading.Options(section, sectionPath: null), "PA1031").Key);
    }

    [Fact]
    public void AllowUnencrypted_NotABoolean_IsFoundByTheReader()
    {
        Write("[WebService]\nAllowUnencrypted = on");

        Assert.Contains("cockpit.conf", Reading.OneProblem(Reading.Options(new ConfigurationBuilder().AddCockpitConf(File)), "PA1003").Reason);
    }

    /// <summary>The framework would watch everything below the nearest folder that exists.</summary>
    [Fact]
    public void ShortForms_WithoutTheFolder_WatchNothing()
    {
        var sources = new ConfigurationBuilder().AddCockpitConf(Path.Combine(_directory.FullName, "missing", "cockpit.conf"), optional: true).Sources;
        Assert.False(Assert.IsAssignableFrom<FileConfigurationSource>(Assert.Single(sources)).ReloadOnChange);
    }

    [Fact]
    public void ShortForms_WatchTheFile()
    {
        Write("[WebService]");
        var sources = new ConfigurationBuilder().AddCockpitConf(File).AddCockpitConf(File, optional: true).Sources;
        Assert.All(sources, s => Assert.True(Assert.IsAssignableFrom<FileConfigurationSource>(s).ReloadOnChange));
    }

    [Fact]
    public void ChangedFile_LoadedAgain_ReplacesEverything()
    {
        Write("[WebService]\nUrlRoot=/a\nAllowUnencrypted=yes");
        var root = new ConfigurationBuilder().AddCockpitConf(File).Build();
        Assert.Equal("/a", Reading.Options(root).UrlRoot);

        Write("[WebService]\nProtocolHeader=X-Forwarded-Proto\nbroken");
        var provider = Assert.IsType<CockpitConfigurationProvider>(Assert.Single(root.Providers));
        provider.Load();
        var broken = Reading.Options(root);
        Assert.Equal("cockpit.conf line 3", Reading.OneProblem(broken, "PA1030").Key);

        Write("[WebService]\nProtocolHeader=X-Forwarded-Proto");
        provider.Load();
        var options = Reading.Options(root);
        Reading.NoProblems(options);
        Assert.Null(options.UrlRoot);
        Assert.Equal("X-Forwarded-Proto", options.ProtocolHeader);
        Assert.False(options.AllowUnencrypted);
    }

    [Fact]
    public void WebApplicationBuilder_Files_AreBelowTheFileAndEnvironmentAndCommandLineAbove()
    {
        Write("[WebService]\nOrigins=https://conf\nUrlRoot=/conf\nProtocolHeader=X-Conf\nForwardedForHeader=X-Conf");
        System.IO.File.WriteAllText(
            Path.Combine(_directory.FullName, "appsettings.json"), """{ "ProxyAware": { "Origins": ["https://json", "https://json2"], "PublicUrl": "https://json" } }""");
        var builder = WebApplication.CreateBuilder(new WebApplicationOptions { ContentRootPath = _directory.FullName, Args = ["--ProxyAware:UrlRoot=/line"] });
        builder.Configuration.AddCockpitConf("cockpit.conf");

        var options = Reading.Options((IConfiguration)builder.Configuration);
        Assert.Equal(["https://conf"], options.Origins);
        Assert.Equal("/line", options.UrlRoot);
        Assert.Equal("X-Conf", options.ForwardedForHeader);
        Assert.Equal("https://json", options.PublicUrl);

        // Setting a variable would reach every other test of the process; its source has no prefix and stands above.
        var sources = ((IConfigurationBuilder)builder.Configuration).Sources.ToList();
        var place = sources.FindIndex(s => s is CockpitConfigurationSource);
        Assert.IsType<JsonConfigurationSource>(sources[place - 1]);
        Assert.True(string.IsNullOrEmpty(Assert.IsType<EnvironmentVariablesConfigurationSource>(sources[place + 1]).Prefix));
        Assert.Contains(
            options.ReadNotices,
            n => n.Text.Contains("ProxyAware:UrlRoot is taken from CommandLineConfigurationProvider", StringComparison.Ordinal)
                && n.Text.Contains("cockpit.conf", StringComparison.Ordinal));
    }

    [Fact]
    public void EmptyBuilder_OnlyACommandLine_StaysAbove()
    {
        Write("[WebService]\nUrlRoot=/conf");
        var builder = WebApplication.CreateEmptyBuilder(new WebApplicationOptions { ContentRootPath = _directory.FullName, Args = ["--ProxyAware:UrlRoot=/line"] });
        builder.Configuration.AddCockpitConf("cockpit.conf");

        Assert.Equal("/line", Reading.Options((IConfiguration)builder.Configuration).UrlRoot);
    }

    public static TheoryData<string, int> Places => new()
    {
        // j: a file, e: environment, p: environment with a prefix, c: command line, m: memory.
        { "", 0 },
        { "j", 1 },
        { "jm", 2 },
        { "mpcjjec", 5 },
        { "pj", 2 },
        { "pjc", 2 },
        { "cj", 2 },
        { "cjmcc", 3 },
        { "mc", 1 },
        { "jecj", 1 },
        { "jce", 2 },
    };

    [Theory]
    [MemberData(nameof(Places))]
    public void Place_AmongSources_IsBelowEnvironmentAndCommandLine(string sources, int expected)
    {
        var builder = new ConfigurationBuilder();
        foreach (var source in sources)
        {
            _ = source switch
            {
                'j' => builder.AddJsonFile("a.json", optional: true),
                'e' => builder.AddEnvironmentVariables(),
                'p' => builder.AddEnvironmentVariables("DOTNET_"),
                'c' => builder.AddCommandLine([]),
                _ => builder.AddInMemoryCollection(),
            };
        }

        builder.AddCockpitConf("cockpit.conf", optional: true, reloadOnChange: false);

        Assert.Equal(expected, builder.Sources.ToList().FindIndex(s => s is CockpitConfigurationSource));
        Assert.Equal(sources.Length + 1, builder.Sources.Count);
    }

    private void Write(string text) => System.IO.File.WriteAllText(File, text);
}
