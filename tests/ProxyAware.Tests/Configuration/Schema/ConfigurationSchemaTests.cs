using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using Microsoft.Extensions.Configuration;
using ProxyAware.Configuration;
using ProxyAware.Tests.Support;
using ProxyAware.Upstream;

namespace ProxyAware.Tests.Configuration.Schema;

/// <summary>The schema in the package says what the readers of the configuration take.</summary>
public partial class ConfigurationSchemaTests
{
    private const string SchemaFile = "src/ProxyAware/Package/ConfigurationSchema.json";

    private static readonly JsonNode Schema = JsonNode.Parse(SchemaBuilder.Make())!;

    private static JsonNode Options => Schema["properties"]![ProxyAwareDefaults.SectionName]!;

    [Fact]
    public void Schema_InThePackage_IsMadeFromTheOptions() => Snapshot.Matches(SchemaFile, SchemaBuilder.Make());

    [Fact]
    public void Schema_Keys_AreThoseThatAreRead()
    {
        Assert.Equal(Sorted(OptionKeys.Names), Sorted(Keys(Options)));
        Assert.Equal(Sorted(UpstreamKeys.Names), Sorted(Keys(Options["properties"]![UpstreamTlsDefaults.Upstreams]!["additionalProperties"]!)));
    }

    [Theory]
    // Lists: an array or one text.
    [InlineData("\"Origins\": [ \"https://a.example\", \"https://b.example\" ]", true)]
    [InlineData("\"Origins\": \"https://a.example https://b.example\"", true)]
    [InlineData("\"Origins\": null", true)]
    [InlineData("\"Origins\": { \"First\": \"https://a.example\" }", false)]
    // One text.
    [InlineData("\"UrlRoot\": \"/secret\"", true)]
    [InlineData("\"UrlRoot\": [ \"/secret\" ]", false)]
    // Booleans in every spelling.
    [InlineData("\"ForTlsProxy\": true", true)]
    [InlineData("\"ForTlsProxy\": \"YES\"", true)]
    [InlineData("\"ForTlsProxy\": \" no \"", true)]
    [InlineData("\"ForTlsProxy\": 0", true)]
    [InlineData("\"ForTlsProxy\": \"\"", true)]
    [InlineData("\"ForTlsProxy\": \"on\"", false)]
    [InlineData("\"ForTlsProxy\": 2", false)]
    // Names in any case, no numbers.
    [InlineData("\"OriginMode\": \"Report\"", true)]
    [InlineData("\"OriginMode\": \"report\"", true)]
    [InlineData("\"OriginMode\": \"Reprot\"", false)]
    [InlineData("\"OriginMode\": 1", false)]
    // Numbers.
    [InlineData("\"HttpsPort\": 8443", true)]
    [InlineData("\"HttpsPort\": \"8443\"", true)]
    [InlineData("\"HttpsPort\": 65536", false)]
    [InlineData("\"HttpsPort\": 0", false)]
    [InlineData("\"HttpsPort\": \"https\"", false)]
    // Keys.
    [InlineData("\"TrustedProxy\": \"10.0.0.1\"", false)]
    public void Options_SchemaAndReader_Agree(string section, bool valid)
    {
        Assert.Equal(valid, Reading.Section(section).ReadProblems.Count == 0);
        Assert.Equal(valid, SchemaValidator.IsValid(JsonNode.Parse($"{{ {section} }}"), Options));
    }

    [Theory]
    [InlineData("1", true)]
    [InlineData("false", true)]
    [InlineData("\"10.0.0.1, loopback\"", true)]
    [InlineData("[ \"10.0.0.1\", \"10.1.0.0/16 unix\" ]", true)]
    [InlineData("[]", true)]
    [InlineData("true", false)]
    [InlineData("33", false)]
    [InlineData("1.5", false)]
    [InlineData("-1", false)]
    [InlineData("[ 1 ]", false)]
    public void TrustProxy_SchemaAndStart_Agree(string value, bool valid)
    {
        var section = $"\"TrustProxy\": {value}";
        Assert.Equal(valid, PolicyCompiler.Compile(Reading.Section(section), Path.GetTempPath()).Policy is not null);
        Assert.Equal(valid, SchemaValidator.IsValid(JsonNode.Parse($"{{ {section} }}"), Options));
    }

    [Theory]
    [InlineData("\"Verification\": \"PinOnly\", \"Pins\": \"sha256/47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU=\"", true)]
    [InlineData("\"Pins\": [ \"sha256/47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU=\", { \"Sha256\": \"x\", \"ExpiresOn\": \"2027-06-30\", \"Backup\": true, \"Comment\": \"safe\" } ]", true)]
    [InlineData("\"Pins\": [ { \"Sha256\": \"x\", \"Expires\": \"2027-06-30\" } ]", false)]
    [InlineData("\"Protocols\": [ \"Tls12\", \"Tls13\" ]", true)]
    [InlineData("\"Protocols\": \"Tls13\"", true)]
    [InlineData("\"Protocols\": [ \"Tls11\" ]", false)]
    [InlineData("\"HandshakeTimeout\": \"00:00:05\"", true)]
    [InlineData("\"HandshakeTimeout\": \"500ms\"", true)]
    [InlineData("\"HandshakeTimeout\": 5", false)]
    [InlineData("\"MaxIntermediateCertificates\": 0", true)]
    [InlineData("\"MaxIntermediateCertificates\": -1", false)]
    [InlineData("\"Verification\": \"4\"", false)]
    [InlineData("\"TrustedCertificatesFile\": \"ca.pem\"", false)]
    public void Upstream_SchemaAndReader_Agree(string section, bool valid)
    {
        var options = new UpstreamTlsOptions();
        UpstreamOptionsReader.Read(new ConfigurationBuilder().WholeJson($"{{ {section} }}").Build(), sectionPath: null, options);
        Assert.Equal(valid, options.ReadProblems.Count == 0);
        Assert.Equal(valid, SchemaValidator.IsValid(JsonNode.Parse($"{{ \"Upstreams\": {{ \"host\": {{ {section} }} }} }}"), Options));
    }

    [Fact]
    public void Documents_Examples_AreValid()
    {
        var pages = Directory.GetFiles(Path.Combine(Repository.Root(), "docs"), "*.md").Append(Path.Combine(Repository.Root(), "README.md"));
        var examples = pages.SelectMany(page => Example().Matches(File.ReadAllText(page))).Select(match => match.Groups[1].Value).Where(json => json.Contains("\"ProxyAware\"", StringComparison.Ordinal)).ToList();
        Assert.True(examples.Count >= 2);
        Assert.All(examples, json => Assert.True(SchemaValidator.IsValid(JsonNode.Parse(json.StartsWith('{') ? json : $"{{ {json} }}"), Schema), json));
    }

    [GeneratedRegex("```json(?! error=)[^\n]*\n(.*?)\\s*```", RegexOptions.Singleline, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Example();

    private static IEnumerable<string> Keys(JsonNode section) => section["properties"]!.AsObject().Select(entry => entry.Key);

    private static IEnumerable<string> Sorted(IEnumerable<string> names) => names.Order(StringComparer.Ordinal);
}
