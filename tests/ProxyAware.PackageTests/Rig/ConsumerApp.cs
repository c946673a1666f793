using System.Text.RegularExpressions;

namespace ProxyAware.PackageTests.Rig;

/// <summary>A fresh app outside the repository that has installed the package from a folder, and has no other source of packages.</summary>
internal sealed partial class ConsumerApp
{
    private const string AppFolder = "app";

    private readonly string _folder;

    private readonly string _version;

    private ConsumerApp(string folder, string version)
    {
        _folder = folder;
        _version = version;
    }

    private string Project => Path.Combine(_folder, AppFolder, "Consumer.csproj");

    /// <param name="folder">Where the app will be.</param>
    /// <param name="package">The package that it installs.</param>
    public static async Task<ConsumerApp> MakeAsync(string folder, string package)
    {
        var app = Directory.CreateDirectory(Path.Combine(folder, AppFolder)).FullName;
        foreach (var file in Directory.GetFiles(Path.Combine(AppContext.BaseDirectory, "Consumer")))
        {
            File.Copy(file, Path.Combine(app, Path.GetFileName(file)));
        }

        // Nothing further up has a say, and what the SDK itself brings (the trimmer, the runtime) comes from where this machine keeps it.
        foreach (var file in (string[])["Directory.Build.props", "Directory.Build.targets", "Directory.Packages.props"])
        {
            await File.WriteAllTextAsync(Path.Combine(folder, file), "<Project />");
        }

        await File.WriteAllTextAsync(Path.Combine(app, "nuget.config"), $"""
            <configuration>
              <packageSources><clear /><add key="folder" value="{Path.GetDirectoryName(package)}" /></packageSources>
              <fallbackPackageFolders><clear /><add key="machine" value="{await MachinePackagesAsync()}" /></fallbackPackageFolders>
            </configuration>
            """);
        return new(folder, new PackageFile(package).Version);
    }

    /// <summary>Builds it and returns the folder of the program.</summary>
    public async Task<string> BuildAsync()
    {
        var output = Path.Combine(_folder, "built");
        await RunAsync("build", Project, "-c", "Release", "-o", output, "--disable-build-servers", "-warnaserror");
        return output;
    }

    /// <summary>Publishes it with its own, trimmed runtime, and returns the folder of the program and all that was said.</summary>
    public async Task<(string Folder, string Said)> PublishTrimmedAsync()
    {
        await GetRuntimeAsync();
        var output = Path.Combine(_folder, "published");
        var said = await RunAsync(
            "publish", Project, "-c", "Release", "-o", output, "--disable-build-servers", "--use-current-runtime", "--self-contained", "-p:PublishTrimmed=true");
        return (output, said);
    }

    /// <summary>What the project has under a name, as MSBuild says it in JSON.</summary>
    public Task<string> ItemsAsync(string name) => RunAsync("msbuild", Project, "-restore", $"-getItem:{name}", "-nodeReuse:false");

    /// <summary>The runtime is no dependency of the package: it comes from the sources of this machine, once.</summary>
    private async Task GetRuntimeAsync()
    {
        var folder = Path.Combine(_folder, "runtime");
        Directory.CreateDirectory(folder);
        var project = Path.Combine(folder, "Runtime.csproj");
        await File.WriteAllTextAsync(project, """
            <Project Sdk="Microsoft.NET.Sdk.Web"><PropertyGroup><TargetFramework>net10.0</TargetFramework><PublishTrimmed>true</PublishTrimmed></PropertyGroup></Project>
            """);
        await DotNet.RunAsync(["restore", project, "--disable-build-servers", "--use-current-runtime", "-p:SelfContained=true"]);
    }

    private static async Task<string> MachinePackagesAsync() =>
        GlobalPackages().Match(await DotNet.RunAsync(["nuget", "locals", "global-packages", "--list", "--force-english-output"])).Groups[1].Value;

    [GeneratedRegex("global-packages: (.+)", RegexOptions.None, matchTimeoutMilliseconds: 1000)]
    private static partial Regex GlobalPackages();

    private Task<string> RunAsync(params string[] arguments) => DotNet.RunAsync([.. arguments, $"-p:ProxyAwareVersion={_version}"], ("NUGET_PACKAGES", Path.Combine(_folder, "installed")));
}
