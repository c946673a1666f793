using System.Text;
using Microsoft.Extensions.Configuration;
using ProxyAware.Configuration;
using ProxyAware.Configuration.Cockpit;
using ProxyAware.Tests.Configuration;
using ProxyAware.Trust;
using ProxyAware.Upstream;
using ProxyAware.Upstream.Compilation;

namespace ProxyAware.Tests.Robustness.Fuzz;

/// <summary>Whatever is configured, the answer is a policy or a list of problems with a fix for each, never another exception.</summary>
internal static class ConfigurationTargets
{
    private static readonly string[] Json =
    [
        """{ "ProxyAware": { "TrustProxy": "10.42.0.0/24, loopback", "PublicUrl": "https://ops.example.com/cockpit" } }""",
        """{ "ProxyAware": { "TrustProxy": 1, "HopPeers": ["loopback", "10.0.0.0/8"], "ForwardedHostHeader": "X-Forwarded-Host", "AllowedHosts": ["a.example", "*.b.example"] } }""",
        """{ "ProxyAware": { "ProxyHeaders": "Forwarded", "TrustProxy": ["loopback"], "MalformedHeaders": "Ignore", "StripUntrustedHeaders": false, "AutoInsert": "no" } }""",
        """{ "ProxyAware": { "Origins": "https://a.example https://*.b.example:*", "OriginMode": "Report", "AllowMissingOrigin": true, "UrlRoot": "/secret", "UrlRootMode": "Kept" } }""",
        """{ "ProxyAware": { "ProtocolHeader": "X-Forwarded-Proto=https", "ForTlsProxy": 0, "HttpsPort": 8443, "UnencryptedPaths": "/ping", "UnencryptedPeers": ["10.1.0.0/16"], "AnyOriginPaths": [] } }""",
        """{ "ProxyAware": { "TrustProxy": { "0": "loopback", "x": "y" }, "Unknown": null, "Origins": [["https://a.example"]], "AllowUnencrypted": "maybe" } }""",
        """{ "ProxyAware": "text", "TRUST_PROXY": "1" }""",
    ];

    private static readonly string[] UpstreamJson =
    [
        """{ "Verification": "PinOnly", "Pins": ["sha256/AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA="], "ServerName": "a.example" }""",
        """{ "Verification": "System", "Pins": [{ "Sha256": "sha256/AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA=", "ExpiresOn": "2030-01-01", "Backup": true }, "x"], "Protocols": "Tls12, Tls13" }""",
        """{ "HandshakeTimeout": "00:00:05", "MaxIntermediateCertificates": 2, "SendServerName": false, "VerifyName": "b.example", "AllowSessionResumption": "yes" }""",
        """{ "Verification": "DangerousNone", "AllowWeakCertificates": true, "CipherSuites": ["TLS_AES_128_GCM_SHA256"], "Protocols": "Tls13", "RevocationScope": "LeafOnly" }""",
        """{ "TrustedCertificateFile": "missing.pem", "CertificateRevocationListFiles": ["missing.crl"], "ClientCertificateFile": "missing.pem", "CertificatePins": "00:11", "PinStoreFile": "nowhere/pins\u0000" }""",
    ];

    private static readonly string[] Words =
    [
        "\"", "{", "}", "[", "]", ":", ",", "null", "true", "false", "0", "-1", "1e400", "\"\"", "\"ProxyAware\"", "\"TrustProxy\"", "\"Origins\"", "\"PublicUrl\"", "\"UrlRoot\"", "\"Pins\"", "\"Upstreams\"", "\"0\"", "any", "none",
        "file:", "\\u0000", "\\ud800", "https://", "loopback", "\"$cockpit\"", "\"Unknown\": 1,",
    ];

    private static readonly string[] Cockpit =
    [
        "[WebService]\nOrigins = https://cockpit.domain.tld wss://cockpit.domain.tld\nProtocolHeader = X-Forwarded-Proto\nForwardedForHeader = X-Forwarded-For\nUrlRoot=/secret\nAllowUnencrypted = true\n",
        "# comment\r\n; comment\r\n[webservice]\r\norigins = https://*.a.example https://[::1]:9090 https://\\[::1\\]\r\n",
        "[Session]\nIdleTimeout=15\n[WebService]\nLoginTitle = x\nOrigin = https://a.example\n", "Origins = x\n[WebService\n=\n", "[Log]\nFatal = criticals\n[WebService]\nOrigins=https://a?.example https://[ab].example *\n",
    ];

    public static IEnumerable<FuzzTarget> All =>
    [
        new("settings in JSON", Json, Words, Settings) { Share = 0.15 },
        new("an upstream in JSON", UpstreamJson, Words, Upstream) { Share = 0.1, LeastAccepted = 0.01 },
        new("cockpit.conf", Cockpit, ["[", "]", "=", "\n", "\r\n", "#", ";", "[WebService]", "Origins", "Origin", "UrlRoot", "*", "*.", ":*", "\\[", "\\]", "?", " = "], CockpitConf) { Share = 0.5 },
    ];

    private static bool Settings(string text)
    {
        if (Load(text) is not { } configuration)
        {
            return false;
        }

        var options = Reading.Options(configuration);
        new ConfigureTrustProxyVariable(configuration).PostConfigure(null, options);
        var result = PolicyCompiler.Compile(options, AppContext.BaseDirectory);
        AssertExplained(result.Policy is not null, result.Problems);
        return result.Policy is not null;
    }

    private static bool Upstream(string text)
    {
        if (Load(text) is not { } configuration)
        {
            return false;
        }

        var options = new UpstreamTlsOptions();
        UpstreamOptionsReader.Read(configuration, sectionPath: null, options);
        using var stores = new PinStores(TimeProvider.System);
        var result = UpstreamCompiler.Compile(options, new("x", "ProxyAware:Upstreams:x", AppContext.BaseDirectory, IsDevelopment: true), TimeProvider.System, stores);
        AssertExplained(result.Policy is not null, result.Problems);
        return result.Policy is not null;
    }

    /// <summary>What is no JSON is the business of the framework, which says so when the host is built.</summary>
    private static IConfiguration? Load(string text)
    {
        try
        {
            return new ConfigurationBuilder().AddJsonStream(new MemoryStream(Encoding.UTF8.GetBytes(text))).Build();
        }
#pragma warning disable CA1031 // It is its own choice what it throws.
        catch (Exception)
#pragma warning restore CA1031
        {
            return null;
        }
    }

    private static bool CockpitConf(string text)
    {
        var file = CockpitParser.Parse(text, "cockpit.conf");
        AssertExplained(file.Problems.Count == 0, file.Problems);
        Assert.All(file.Problems, p => Assert.StartsWith("cockpit.conf line ", p.Key, StringComparison.Ordinal));

        // Whatever it let through is judged by the parser of our own origins in the end.
        _ = OriginAllowlist.Compile(TokenList.Split(file.Values.GetValueOrDefault("Origins")), out _);
        if (file.Problems.Count > 0)
        {
            return false;
        }

        // Written down as a file again, it says the same. Brackets were unescaped, and would mean something else now.
        if (file.Values.GetValueOrDefault("Origins")?.Contains('[', StringComparison.Ordinal) == true)
        {
            return true;
        }

        var again = CockpitParser.Parse("[WebService]\n" + string.Concat(file.Values.Select(v => $"{v.Key} = {v.Value}\n")), "cockpit.conf");
        Assert.Empty(again.Problems);
        Assert.Equal(file.Values.OrderBy(v => v.Key), again.Values.OrderBy(v => v.Key));
        return true;
    }

    private static void AssertExplained(bool isGood, IReadOnlyList<ConfigurationProblem> problems)
    {
        Assert.Equal(isGood, problems.Count == 0);
        Assert.All(problems, p =>
        {
            Assert.Matches(@"\APA\d{4}\z", p.Code);
            Assert.False(string.IsNullOrEmpty(p.Key) || string.IsNullOrEmpty(p.Reason) || string.IsNullOrEmpty(p.Fix), p.ToString());
        });
    }
}
