using System.Text.RegularExpressions;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;

namespace ProxyAware.Tests.Documentation;

/// <summary>Compiles documented C# as a program of the web SDK would be, against the framework and the library that the tests themselves run with.</summary>
internal static partial class SnippetCompiler
{
    // Those of Microsoft.NET.Sdk.Web, and no more: what is pasted into a new app must compile there.
    private const string Usings = """
        global using System; global using System.Collections.Generic; global using System.IO; global using System.Linq; global using System.Net.Http; global using System.Net.Http.Json;
        global using System.Threading; global using System.Threading.Tasks; global using Microsoft.AspNetCore.Builder; global using Microsoft.AspNetCore.Hosting; global using Microsoft.AspNetCore.Http;
        global using Microsoft.AspNetCore.Routing; global using Microsoft.Extensions.Configuration; global using Microsoft.Extensions.DependencyInjection; global using Microsoft.Extensions.Hosting;
        global using Microsoft.Extensions.Logging;
        """;

    /// <summary>What a fragment may use without declaring it, in the order in which it would be declared.</summary>
    private static readonly (string Name, string Declaration)[] Surroundings =
    [
        ("builder", "var builder = WebApplication.CreateBuilder(args);"),
        ("services", "IServiceCollection services = new ServiceCollection();"),
        ("configuration", "IConfiguration configuration = new ConfigurationManager();"),
        ("app", "var app = builder.Build();"),
        ("context", "HttpContext context = new DefaultHttpContext();"),
        ("handler", "var handler = new SocketsHttpHandler();"),
        ("upstream", "var upstream = ProxyAware.UpstreamTls.Create(new ProxyAware.UpstreamTlsOptions());"),
        ("frontDoorId", "var frontDoorId = args[0];"),
    ];

    /// <summary>Packages that the tests do not have, by the shape of what the pages use of them.</summary>
    private static readonly Dictionary<string, string> Packages = new(StringComparer.Ordinal)
    {
        ["OpenTelemetry"] = """
            public sealed class Telemetry { public void WithMetrics(Action<MeterProvider> configure) { } }
            public sealed class MeterProvider { public MeterProvider AddMeter(params string[] names) => this; }
            public static class TelemetryExtensions { public static Telemetry AddOpenTelemetry(this IServiceCollection services) => new(); }
            """,
        ["Yarp.ReverseProxy"] = """
            namespace Yarp.ReverseProxy.Forwarder
            {
                public interface IForwarderHttpClientFactory;
                public class ForwarderHttpClientFactory : IForwarderHttpClientFactory { protected virtual void ConfigureHandler(ForwarderHttpClientContext context, SocketsHttpHandler handler) { } }
                public sealed class ForwarderHttpClientContext { public string ClusterId => ""; }
            }
            """,
    };

    private static readonly MetadataReference[] References =
    [
        .. ((string)AppContext.GetData("TRUSTED_PLATFORM_ASSEMBLIES")!).Split(Path.PathSeparator).Select(p => MetadataReference.CreateFromFile(p)),
    ];

    public static CSharpCompilation Compile(Snippet snippet)
    {
        var stubs = snippet.Marks("package").Select(p => Packages[p]);
        var parse = new CSharpParseOptions(LanguageVersion.CSharp14);
        return CSharpCompilation.Create(
            "Snippet",
            [CSharpSyntaxTree.ParseText(Usings + string.Concat(stubs), parse), CSharpSyntaxTree.ParseText(Complete(snippet.Text), parse, path: snippet.ToString())],
            References,
            new CSharpCompilationOptions(OutputKind.ConsoleApplication, nullableContextOptions: NullableContextOptions.Enable));
    }

    /// <summary>What the compiler has to say about it.</summary>
    public static IEnumerable<Diagnostic> Complaints(Snippet snippet) =>
        Compile(snippet).GetDiagnostics().Where(d => d.Severity >= DiagnosticSeverity.Warning);

    private static string Complete(string text)
    {
        var needed = new HashSet<string>(StringComparer.Ordinal);
        foreach (var (name, _) in Surroundings.Reverse())
        {
            var used = Uses(text, name) || needed.Any(n => Uses(Surroundings.Single(s => s.Name == n).Declaration.Split('=')[1], name));
            if (used && !Declares(text, name))
            {
                needed.Add(name);
            }
        }

        var usings = UsingLine().Matches(text).Select(m => m.Value);
        var declarations = Surroundings.Where(s => needed.Contains(s.Name)).Select(s => s.Declaration);
        return string.Join('\n', [.. usings, .. declarations, "#line 1", UsingLine().Replace(text, "")]);
    }

    private static bool Uses(string text, string name) => Regex.IsMatch(text, $@"(?<![\w.""]){name}(?![\w""])", RegexOptions.None, TimeSpan.FromSeconds(1));

    private static bool Declares(string text, string name) =>
        Regex.IsMatch(text, $@"(\b\w+>? {name} (=|in)\b)|(\b\w+>? {name} =)|(\b\w+ {name}\))|(\((\w+, )?{name}(, \w+)?\) =>)|(\b{name} =>)", RegexOptions.ExplicitCapture, TimeSpan.FromSeconds(1));

    [GeneratedRegex("^using [A-Za-z.]+;$", RegexOptions.Multiline, matchTimeoutMilliseconds: 1000)]
    private static partial Regex UsingLine();
}
