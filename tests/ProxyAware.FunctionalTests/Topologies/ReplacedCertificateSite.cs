using ProxyAware.Tests.Upstream.Pki;

namespace ProxyAware.FunctionalTests.Topologies;

/// <summary>The same when somebody else stands where the webserver stood.</summary>
public sealed class ReplacedCertificateSite : ReencryptionSite
{
    protected override bool WorksAsDocumented => false;

    private protected override TestCertificate Certificate => TestPki.RotatedOtherKey;
}
