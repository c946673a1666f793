using System.Security.Authentication;
using Microsoft.Extensions.Configuration;
using ProxyAware.Tests.Configuration;
using ProxyAware.Upstream;

namespace ProxyAware.Tests.Upstream;

public sealed class UpstreamOptionsReaderTests
{
    [Fact]
    public void EveryOption_IsRead()
    {
        var options = Read("""
            "Verification": "customca", "TrustedCertificateFile": "ca.pem", "TrustedCertificates": ["-----BEGIN A-----\nx y,z\n-----END A-----"], "MaxIntermediateCertificates": 1,
            "CertificateRevocationListFiles": ["a b.crl", "c.crl"], "RevocationScope": "LeafOnly", "RevocationMode": "Online", "ServerName": "a", "VerifyName": "b", "SendServerName": "no",
            "ClientCertificateFile": "c.pem", "ClientCertificateKeyFile": "c.key", "ClientCertificateKeyPasswordFile": "p", "Protocols": "Tls13", "CipherSuites": "A, B",
            "AllowSessionResumption": false, "CertificatePins": ["aa"], "PinStoreFile": "s", "HandshakeTimeout": "00:00:05", "AllowWeakCertificates": 1,
            "AllowDangerousVerificationInProduction": "yes", "FollowSameOriginRedirects": true, "Pins": "x y"
            """);
        Assert.Empty(options.ReadProblems);
        Assert.Equal(UpstreamVerification.CustomCa, options.Verification);
        Assert.Equal("ca.pem", options.TrustedCertificateFile);
        Assert.Equal("-----BEGIN A-----\nx y,z\n-----END A-----", Assert.Single(options.TrustedCertificates));
        Assert.Equal(1, options.MaxIntermediateCertificates);
        Assert.Equal(["a b.crl", "c.crl"], options.CertificateRevocationListFiles);
        Assert.Equal(UpstreamRevocationScope.LeafOnly, options.RevocationScope);
        Assert.Equal(UpstreamRevocationMode.Online, options.RevocationMode);
        Assert.Equal(("a", "b", false), (options.ServerName, options.VerifyName, options.SendServerName));
        Assert.Equal(("c.pem", "c.key", "p"), (options.ClientCertificateFile, options.ClientCertificateKeyFile, options.ClientCertificateKeyPasswordFile));
        Assert.Equal(SslProtocols.Tls13, options.Protocols);
        Assert.Equal(["A", "B"], options.CipherSuites);
        Assert.False(options.AllowSessionResumption);
        Assert.Equal(["aa"], options.CertificatePins);
        Assert.Equal("s", options.PinStoreFile);
        Assert.Equal(TimeSpan.FromSeconds(5), options.HandshakeTimeout);
        Assert.True(options.AllowWeakCertificates && options.AllowDangerousVerificationInProduction && options.FollowSameOriginRedirects);
        Assert.Equal(["x", "y"], options.Pins.Select(p => p.Sha256));
    }

    [Fact]
    public void EveryProperty_HasAKey() =>
        Assert.Equal(typeof(UpstreamTlsOptions).GetProperties().Select(p => p.Name).Order(), UpstreamKeys.Names.Order());

    [Fact]
    public void EveryProperty_IsCopied()
    {
        var original = Read("""
            "Verification": "PinOnly", "TrustedCertificateFile": "1", "TrustedCertificates": "2", "MaxIntermediateCertificates": 3, "CertificateRevocationListFiles": "4", "RevocationScope": "LeafOnly",
            "RevocationMode": "Online", "ServerName": "5", "VerifyName": "6", "SendServerName": false, "ClientCertificateFile": "7", "ClientCertificateKeyFile": "8", "ClientCertificateKeyPasswordFile": "9",
            "Protocols": "Tls12", "CipherSuites": "10", "AllowSessionResumption": false, "CertificatePins": "11", "PinStoreFile": "12", "HandshakeTimeout": "13s", "AllowWeakCertificates": true,
            "AllowDangerousVerificationInProduction": true, "FollowSameOriginRedirects": true, "Pins": [ { "Sha256": "14", "ExpiresOn": "2030-01-01", "Backup": true, "Comment": "15" } ]
            """);
        Assert.Empty(original.ReadProblems);
        var copy = UpstreamOptionsCopy.Of(original);
        Assert.Equal(System.Text.Json.JsonSerializer.Serialize(original), System.Text.Json.JsonSerializer.Serialize(copy));
        Assert.NotEqual(System.Text.Json.JsonSerializer.Serialize(new UpstreamTlsOptions()), System.Text.Json.JsonSerializer.Serialize(copy));
        Assert.NotSame(original.Pins[0], copy.Pins[0]);
    }

    [Fact]
    public void Pins_AreTextsAndObjects()
    {
        var options = Read("""
            "Pins": [ "sha256/abc", { "Sha256": "def", "ExpiresOn": "2027-06-30", "Backup": true, "Comment": "in the safe" } ]
            """);
        Assert.Empty(options.ReadProblems);
        Assert.Equal(["sha256/abc", "def"], options.Pins.Select(p => p.Sha256));
        Assert.Equal((new DateOnly(2027, 6, 30), true, "in the safe"), (options.Pins[1].ExpiresOn!.Value, options.Pins[1].Backup, options.Pins[1].Comment));
    }

    [Fact]
    public void Pins_OfTheLastProvider_WinWhole()
    {
        var configuration = new ConfigurationBuilder().Json("""
            "Upstreams": { "x": { "Pins": [ { "Sha256": "one", "Backup": true }, "two", "three" ] } }
            """).Memory(("ProxyAware:Upstreams:x:Pins:0", "four")).Build();
        var options = Read(configuration);
        Assert.Equal("four", Assert.Single(options.Pins).Sha256);
        Assert.False(options.Pins[0].Backup);
        Assert.Equal("PA1101", Assert.Single(options.ReadNotices).Code);
    }

    [Theory]
    [InlineData("\"Verfication\": \"PinOnly\"", "PA1001", "'Verification'")]
    [InlineData("\"Verification\": \"4\"", "PA1004", "DangerousNone")]
    [InlineData("\"Verification\": 4", "PA1004", "DangerousNone")]
    [InlineData("\"Verification\": \"System, CustomCa\"", "PA1004", "PinOnly")]
    [InlineData("\"Protocols\": \"192\"", "PA1004", "Tls12")]
    [InlineData("\"Protocols\": \"Tls11\"", "PA1004", "Tls12")]
    [InlineData("\"HandshakeTimeout\": \"5\"", "PA1005", "'5s'")]
    [InlineData("\"MaxIntermediateCertificates\": -1", "PA1005", "0, 1, 2")]
    [InlineData("\"SendServerName\": \"maybe\"", "PA1003", "true or false")]
    [InlineData("\"Pins\": [ { \"Sha256\": \"a\", \"ExpireOn\": \"2030-01-01\" } ]", "PA1001", "'ExpiresOn'")]
    [InlineData("\"Pins\": [ { \"Sha256\": \"a\", \"ExpiresOn\": \"30.06.2027\" } ]", "PA1002", "2027-06-30")]
    [InlineData("\"Pins\": [ { \"Sha256\": \"a\", \"Backup\": \"x\" } ]", "PA1003", "true or false")]
    [InlineData("\"Pins\": { \"Sha256\": \"a\" }", "PA1002", "array")]
    [InlineData("\"Tls\": { \"Verification\": \"System\" }", "PA1001", "write one of")]
    public void Nonsense_IsAProblemWithAFix(string json, string code, string fix)
    {
        var problem = Assert.Single(Read(json).ReadProblems);
        Assert.Equal(code, problem.Code);
        Assert.Contains(fix, problem.Fix);
        Assert.StartsWith("ProxyAware:Upstreams:x:", problem.Key);
    }

    [Fact]
    public void TextInThePlaceOfTheSection_IsAProblem() =>
        Assert.Equal("PA1002", Assert.Single(Read(new ConfigurationBuilder().Json("""
            "Upstreams": { "x": "ca.pem" }
            """).Build()).ReadProblems).Code);

    [Theory]
    [InlineData("00:00:05", 5000)]
    [InlineData("0:01:00", 60000)]
    [InlineData("00:00:00.25", 250)]
    [InlineData("5s", 5000)]
    [InlineData("500 ms", 500)]
    public void Durations_AreRead(string text, int milliseconds)
    {
        Assert.True(UpstreamValueText.TryDuration(text, out var value));
        Assert.Equal(milliseconds, value.TotalMilliseconds);
    }

    private static UpstreamTlsOptions Read(string json) => Read(new ConfigurationBuilder().Json($$"""
        "Upstreams": { "x": { {{json}} } }
        """).Build());

    private static UpstreamTlsOptions Read(IConfiguration configuration)
    {
        var options = new UpstreamTlsOptions();
        UpstreamOptionsReader.Read(configuration, "ProxyAware:Upstreams:x", options);
        return options;
    }
}
