using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using ProxyAware.Tests.Support;

namespace ProxyAware.Tests.Configuration;

/// <summary>A changed configuration replaces the policy as a whole, or not at all.</summary>
public class ReloadTests
{
    private const string Header = "X-Forwarded-For: 198.51.100.9, 203.0.113.7";

    [Fact]
    public async Task Reload_ValidChange_IsInForceAtOnce()
    {
        var configuration = new ChangingConfiguration("TrustProxy=1");
        await using var app = await StartAsync(configuration);
        Assert.Equal("203.0.113.7", await ClientAsync(app));
        configuration.Change("TrustProxy=2");
        Assert.Equal("198.51.100.9", await ClientAsync(app));
        configuration.Change("TrustProxy=false");
        Assert.Equal("10.0.0.1", await ClientAsync(app));
        configuration.Change();
        Assert.Equal("10.0.0.1", await ClientAsync(app));
        Assert.Equal(3, app.Logs.Count(LogLevel.Information, "PA1121"));
    }

    [Fact]
    public async Task Reload_InvalidChange_KeepsTheLastGoodAndLogsOneError()
    {
        var configuration = new ChangingConfiguration("TrustProxy=1");
        await using var app = await StartAsync(configuration);
        for (var i = 0; i < 3; i++)
        {
            configuration.Change("TrustProxy=true", "Unknown=1");
            Assert.Equal("203.0.113.7", await ClientAsync(app));
        }

        var error = app.Logs.Single(LogLevel.Error, "PA1120");
        Assert.Contains("PA1010", error, StringComparison.Ordinal);
        Assert.Contains("PA1001", error, StringComparison.Ordinal);

        configuration.Change("TrustProxy=2");
        Assert.Equal("198.51.100.9", await ClientAsync(app));

        // The same mistake again, after it was mended, is news.
        configuration.Change("TrustProxy=true", "Unknown=1");
        Assert.Equal("198.51.100.9", await ClientAsync(app));
        Assert.Equal(2, app.Logs.Count(LogLevel.Error, "PA1120"));
    }

    [Fact]
    public async Task Reload_CodeThatThrows_KeepsTheLastGood()
    {
        var fail = false;
        var configuration = new ChangingConfiguration("TrustProxy=1");
        await using var app = await StartAsync(configuration, s => s.AddProxyAware(_ =>
        {
            if (fail)
            {
                throw new InvalidOperationException("not now");
            }
        }));
        fail = true;
        configuration.Change("TrustProxy=2");
        Assert.Equal("203.0.113.7", await ClientAsync(app));
        Assert.Contains("not now", app.Logs.Single(LogLevel.Error, "PA1120"), StringComparison.Ordinal);
        fail = false;
        configuration.Change("TrustProxy=2");
        Assert.Equal("198.51.100.9", await ClientAsync(app));
    }

    [Fact]
    public async Task Reload_UnrelatedChange_RepeatsNoWarning()
    {
        var configuration = new ChangingConfiguration("TrustProxy=any");
        await using var app = await StartAsync(configuration);
        configuration.Change("TrustProxy=any");
        configuration.Change("TrustProxy=any", "Origins=https://example.com");
        app.Logs.Single(LogLevel.Warning, "PA1105");
    }

    [Fact]
    public async Task Reload_OfTheWholeRoot_IsNoticed()
    {
        await using var app = await TestApp.StartAsync(["TrustProxy=1"]);
        app.App.Configuration["ProxyAware:TrustProxy"] = "2";
        ((IConfigurationRoot)app.App.Configuration).Reload();
        Assert.Equal("198.51.100.9", await ClientAsync(app));
    }

    [Fact]
    public async Task Reload_ASectionOfItsOwn_IsNoticed()
    {
        var configuration = new ChangingConfiguration("TrustProxy=2");
        var root = new ConfigurationBuilder().Add(configuration).Build();
        await using var app = await TestApp.StartAsync([], b => b.Services.AddProxyAware(root.GetSection("ProxyAware")));
        Assert.Equal("198.51.100.9", await ClientAsync(app));
        configuration.Change("TrustProxy=1");
        Assert.Equal("203.0.113.7", await ClientAsync(app));
    }

    [Fact]
    public async Task File_Change_IsBelievedAfterTwoReadsThatAgree()
    {
        using var folder = new TemporaryFolder();
        var file = folder.Write("proxies.txt", "10.0.0.1\n");
        var time = new ManualTimeProvider();
        await using var app = await StartAsync(new($"TrustProxy=file:{file}"), s => s.AddSingleton<TimeProvider>(time));
        Assert.Equal("203.0.113.7", await ClientAsync(app));

        // The same size, and the same time: only the content tells.
        var written = File.GetLastWriteTimeUtc(file);
        File.WriteAllText(file, "10.0.0.2\n");
        File.SetLastWriteTimeUtc(file, written);
        time.Advance(TimeSpan.FromSeconds(1));
        Assert.Equal("203.0.113.7", await ClientAsync(app));
        time.Advance(TimeSpan.FromSeconds(1));
        Assert.Equal("10.0.0.1", await ClientAsync(app));
        Assert.Equal(1, app.Logs.Count(LogLevel.Information, "PA1121"));
    }

    [Fact]
    public async Task File_StillBeingWritten_IsWaitedFor()
    {
        using var folder = new TemporaryFolder();
        var file = folder.Write("proxies.txt", "10.0.0.1\n");
        var time = new ManualTimeProvider();
        await using var app = await StartAsync(new($"TrustProxy=file:{file}"), s => s.AddSingleton<TimeProvider>(time));
        for (var i = 0; i < 5; i++)
        {
            File.AppendAllText(file, $"10.0.1.{i}\n");
            time.Advance(TimeSpan.FromSeconds(1));
        }

        Assert.Equal(0, app.Logs.Count(LogLevel.Information, "PA1121"));
        time.Advance(TimeSpan.FromSeconds(1));
        Assert.Equal(1, app.Logs.Count(LogLevel.Information, "PA1121"));
        time.Advance(TimeSpan.FromSeconds(10));
        Assert.Equal(1, app.Logs.Count(LogLevel.Information, "PA1121"));
    }

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("# nobody\n")]
    [InlineData("10.0.0.0/\n")]
    public async Task File_MissingOrBadLater_KeepsTheLastGoodWithOneWarning(string? content)
    {
        using var folder = new TemporaryFolder();
        var file = folder.Write("proxies.txt", "10.0.0.1\n");
        var time = new ManualTimeProvider();
        await using var app = await StartAsync(new($"TrustProxy=file:{file}"), s => s.AddSingleton<TimeProvider>(time));
        if (content is null)
        {
            File.Delete(file);
        }
        else
        {
            File.WriteAllText(file, content);
        }

        time.Advance(TimeSpan.FromSeconds(20));
        Assert.Equal("203.0.113.7", await ClientAsync(app));
        app.Logs.Single(LogLevel.Warning, "PA1122");
        Assert.Equal(0, app.Logs.Count(LogLevel.Error, "PA"));

        File.WriteAllText(file, "10.0.0.1\n");
        time.Advance(TimeSpan.FromSeconds(2));
        Assert.Equal(1, app.Logs.Count(LogLevel.Information, "PA1121"));
        Assert.Equal("203.0.113.7", await ClientAsync(app));
    }

    [Fact]
    public async Task File_NoLongerNamed_IsNoLongerWatched()
    {
        using var folder = new TemporaryFolder();
        var file = folder.Write("proxies.txt", "10.0.0.1\n");
        var time = new ManualTimeProvider();
        var configuration = new ChangingConfiguration($"TrustProxy=file:{file}");
        await using var app = await StartAsync(configuration, s => s.AddSingleton<TimeProvider>(time));
        Assert.Equal(1, time.ActiveTimers);
        configuration.Change("TrustProxy=1");
        Assert.Equal(0, time.ActiveTimers);
        configuration.Change($"TrustProxy=file:{file}");
        Assert.Equal(1, time.ActiveTimers);
        await app.DisposeAsync();
        Assert.Equal(0, time.ActiveTimers);
    }

    [Fact]
    public async Task File_RelativeName_LiesBelowTheContentRoot()
    {
        using var folder = new TemporaryFolder();
        folder.Write("proxies.txt", "10.0.0.1\n");
        await using var app = await TestApp.StartAsync(["TrustProxy=file:proxies.txt"], contentRoot: folder.Path);
        Assert.Equal("203.0.113.7", await ClientAsync(app));
    }

    private static Task<TestApp> StartAsync(ChangingConfiguration configuration, Action<IServiceCollection>? services = null) => TestApp.StartAsync([], b =>
    {
        ((IConfigurationBuilder)b.Configuration).Add(configuration);
        services?.Invoke(b.Services);
    });

    private static async Task<string> ClientAsync(TestApp app) => (await app.SeeAsync("10.0.0.1", Header)).Split(' ')[0];

    /// <summary>Ending a subscription waits for a reload that is under way, which must not wait for the one that ends it.</summary>
    [Fact]
    public async Task Dispose_WhileSettingsChange_Ends()
    {
        for (var round = 0; round < 40; round++)
        {
            var app = await TestApp.StartAsync(["TrustProxy=1"]);
            using var stop = new CancellationTokenSource();
            var configuration = (IConfigurationRoot)app.App.Configuration;
            var changes = Task.Run(() =>
            {
                while (!stop.IsCancellationRequested)
                {
                    configuration.Reload();
                }
            });
            try
            {
                await app.DisposeAsync().AsTask().WaitAsync(TimeSpan.FromMinutes(1));
            }
            finally
            {
                await stop.CancelAsync();
            }

            await changes;
        }
    }
}
