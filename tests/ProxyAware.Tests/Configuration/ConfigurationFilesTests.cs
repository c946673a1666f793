using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Configuration.Ini;
using Microsoft.Extensions.Configuration.Json;
using Microsoft.Extensions.Configuration.Xml;
using ProxyAware.Configuration;
using ProxyAware.Tests.Support;

namespace ProxyAware.Tests.Configuration;

/// <summary>A file that lost what it held is told from one that was emptied.</summary>
public sealed class ConfigurationFilesTests : IDisposable
{
    private const string Good = """{ "A": "1" }""";

    private readonly TemporaryFolder _folder = new();
    private readonly HandTurnedFiles _files;

    public ConfigurationFilesTests() => _files = new(_folder.Path);

    public void Dispose()
    {
        _files.Dispose();
        _folder.Dispose();
    }

    [Theory]
    [InlineData("a.json", Good, "{ \"A\": ", "cannot be loaded")]
    [InlineData("a.json", Good, "", "cannot be loaded")]
    [InlineData("a.json", Good, "{ \"A\": \"1\", \"a\": \"2\" }", "cannot be loaded")] // keys twice
    [InlineData("a.json", Good, "[]", "cannot be loaded")]
    [InlineData("a.json", Good, "{}", null)]
    [InlineData("a.json", Good, "{ } // nobody\n", null)]
    [InlineData("a.json", Good, null, null)]
    [InlineData("a.json", Good, """{ "B": "2" }""", null)]
    [InlineData("a.json", "{}", "{", "cannot be loaded")]
    [InlineData("a.json", null, "{", "cannot be loaded")]
    [InlineData("a.json", null, "{}", null)]
    [InlineData("a.ini", "A=1", "A", "cannot be loaded")]
    [InlineData("a.ini", "A=1", "", null)]
    [InlineData("a.xml", "<s><A>1</A></s>", "<s><A>", "cannot be loaded")]
    [InlineData("a.xml", "<s><A>1</A></s>", "<s/>", null)]
    public void Problems_AfterAChange_AreThoseOfTheFile(string name, string? before, string? after, string? reason)
    {
        _files.Write(name, before);
        FileConfigurationSource source = Path.GetExtension(name) switch
        {
            ".json" => _files.Source<JsonConfigurationSource>(name),
            ".ini" => _files.Source<IniConfigurationSource>(name),
            _ => _files.Source<XmlConfigurationSource>(name),
        };
        using var files = Of(new ConfigurationBuilder().Add(source).Build());
        Assert.Empty(files.Problems());

        _files.Change(name, after);
        Check(files, name, reason);
    }

    [Theory]
    [InlineData(Good, "{", "cannot be loaded")]
    [InlineData("{", "{ ", null)] // it was taken for empty before
    [InlineData("{", "{}", null)]
    public void Problems_WhereTheAppTakesBrokenFilesForEmpty_AreOfFilesThatHadKeys(string before, string after, string? reason)
    {
        _files.Write("a.json", before);
        using var files = Of(Build(_files.Source<JsonConfigurationSource>("a.json", onLoadException: context => context.Ignore = true)));
        Assert.Empty(files.Problems());
        _files.Change("a.json", after);
        Check(files, "a.json", reason);
    }

    [Theory]
    [InlineData(true, null)]
    [InlineData(false, "is gone")]
    public void Problems_FileThatIsGone_AreThoseOfAStart(bool optional, string? reason)
    {
        _files.Write("a.json", Good);
        using var files = Of(Build(_files.Source<JsonConfigurationSource>("a.json", optional)));
        Assert.Empty(files.Problems());
        _files.Change("a.json", null);
        Check(files, "a.json", reason);
    }

    [Fact]
    public void Problems_FileThatIsNotWatched_AreNone()
    {
        using var files = Of(Build(_files.Source<JsonConfigurationSource>("a.json", reloadOnChange: false)));
        foreach (var content in new[] { "{", Good })
        {
            _files.Write("a.json", content);
            Assert.Empty(files.Problems());
        }
    }

    [Fact]
    public void Problems_MendedFile_EndWhenItIsLoaded()
    {
        _files.Write("a.json", Good);
        using var files = Of(Build(_files.Source<JsonConfigurationSource>("a.json")));
        Assert.Empty(files.Problems());
        _files.Change("a.json", "{");
        Check(files, "a.json", "cannot be loaded");
        _files.Write("a.json", Good);
        Check(files, "a.json", "not loaded yet");
        _files.Turn("a.json");
        Assert.Empty(files.Problems());
    }

    [Fact]
    public void Problems_OfAChainedConfiguration_AreSeen()
    {
        _files.Write("a.json", Good);
        var chained = Build(_files.Source<JsonConfigurationSource>("a.json"));
        using var files = Of(new ConfigurationBuilder().AddConfiguration(new ConfigurationBuilder().AddConfiguration(chained).Build()).Build());
        Assert.Empty(files.Problems());
        _files.Change("a.json", "{");
        Check(files, "a.json", "cannot be loaded");
    }

    [Fact]
    public void Problems_OfAConfigurationThatWasHandedOver_AreSeen()
    {
        _files.Write("a.json", Good);
        using var files = new ConfigurationFiles([new(Build(_files.Source<JsonConfigurationSource>("a.json")))]);
        Assert.Empty(files.Problems());
        _files.Change("a.json", "{");
        Check(files, "a.json", "cannot be loaded");
    }

    [Fact]
    public void Read_ProviderThatIsEmptiedMeanwhile_IsAProblem()
    {
        _files.Write("a.json", Good);
        using var files = Of(Build(_files.Source<JsonConfigurationSource>("a.json")));
        Assert.Empty(files.Read(() => { }));
        Assert.Single(files.Read(() => _files.Change("a.json", "{")));
        Assert.Single(files.Read(() => Assert.Fail("there is nothing to read")));
    }

    [Fact]
    public void Subscriber_HearsOfABrokenFileAtOnce_AndTheAppsOwnHandlerToo()
    {
        _files.Write("a.json", Good);
        var own = 0;
        var source = _files.Source<JsonConfigurationSource>("a.json", onLoadException: _ => own++);
        var handler = source.OnLoadException;
        var files = Of(Build(source));
        List<ConfigurationProblem> heard = [];
        files.Subscribe(heard.AddRange);
        Assert.Empty(files.Problems());
        _files.Change("a.json", "{");
        Assert.Equal("PA1007", Assert.Single(heard).Code);
        Assert.Equal(1, own);
        files.Dispose();
        Assert.Same(handler, source.OnLoadException);
    }

    /// <summary>A provider that nobody reads, of the same source: one that is loaded to find out what is in the file.</summary>
    [Fact]
    public void Subscriber_HearsNothingOfATrial()
    {
        _files.Write("a.json", Good);
        var source = _files.Source<JsonConfigurationSource>("a.json", onLoadException: c => c.Ignore = true);
        using var files = Of(Build(source));
        var heard = 0;
        files.Subscribe(_ => heard++);
        Assert.Empty(files.Problems());
        _files.Change("a.json", "{");
        Assert.Equal(1, heard);
        using var trial = new JsonConfigurationProvider(source);
        trial.Load();
        Assert.Equal(1, heard);
    }

    private static ConfigurationFiles Of(IConfiguration configuration) => new([], configuration);

    private static IConfigurationRoot Build(FileConfigurationSource source) => new ConfigurationBuilder().Add(source).Build();

    private void Check(ConfigurationFiles files, string name, string? reason)
    {
        var problems = files.Problems();
        if (reason is null)
        {
            Assert.Empty(problems);
            return;
        }

        var problem = Assert.Single(problems);
        Assert.Equal(("PA1007", Path.Combine(_folder.Path, name)), (problem.Code, problem.Key));
        Assert.Contains(reason, problem.Reason, StringComparison.Ordinal);
        Assert.NotEmpty(problem.Fix);
    }
}
