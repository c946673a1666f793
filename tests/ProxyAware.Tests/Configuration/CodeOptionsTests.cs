using ProxyAware.Configuration;
using ProxyAware.Diagnostics;

namespace ProxyAware.Tests.Configuration;

/// <summary>What only code can write into options.</summary>
public class CodeOptionsTests
{
    [Fact]
    public void Lists_Null_AreEmpty()
    {
        var options = new ProxyAwareOptions { HopPeers = null, AllowedHosts = null, Origins = null, UnencryptedPaths = null, UnencryptedPeers = null, AnyOriginPaths = null };
        Assert.Empty(options.Origins!);
        Assert.NotNull(PolicyCompiler.CompileOrThrow(options, Path.GetTempPath()));
        using var upstream = UpstreamTls.Create(new() { TrustedCertificates = null, CertificateRevocationListFiles = null, CipherSuites = null, Pins = null, CertificatePins = null });
        Assert.Equal("", new UpstreamPin { Sha256 = null }.Sha256);
    }

    [Theory]
    [InlineData(nameof(ProxyAwareOptions.ProxyHeaders))]
    [InlineData(nameof(ProxyAwareOptions.MalformedHeaders))]
    [InlineData(nameof(ProxyAwareOptions.OriginMode))]
    [InlineData(nameof(ProxyAwareOptions.UrlRootMode))]
    public void Enums_NumbersWithoutAName_StopTheStart(string name)
    {
        var options = new ProxyAwareOptions();
        Set(options, name);
        var thrown = Assert.Throws<ProxyAwareConfigurationException>(() => PolicyCompiler.CompileOrThrow(options, Path.GetTempPath()));
        var problem = Assert.Single(thrown.Problems);
        Assert.Equal((Codes.BadEnum, $"ProxyAware:{name}", "99"), (problem.Code, problem.Key, problem.Value));
    }

    [Theory]
    [InlineData(nameof(UpstreamTlsOptions.RevocationScope))]
    [InlineData(nameof(UpstreamTlsOptions.RevocationMode))]
    public void EnumsOfUpstreams_NumbersWithoutAName_StopTheStart(string name)
    {
        var options = new UpstreamTlsOptions();
        Set(options, name);
        var thrown = Assert.Throws<ProxyAwareConfigurationException>(() => UpstreamTls.Create(options));
        Assert.Contains(thrown.Problems, problem => problem.Code == Codes.BadEnum && problem.Key.EndsWith(name, StringComparison.Ordinal));
    }

    private static void Set(object options, string name)
    {
        var property = options.GetType().GetProperty(name)!;
        property.SetValue(options, Enum.ToObject(Nullable.GetUnderlyingType(property.PropertyType) ?? property.PropertyType, 99));
    }
}
