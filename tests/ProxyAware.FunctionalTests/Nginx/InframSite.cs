namespace ProxyAware.FunctionalTests.Nginx;

/// <summary>Infram's guide: one nginx that ends TLS, and <c>TRUST_PROXY=1</c> for the one hop.</summary>
public class InframSite : NginxSite
{
    public InframSite()
        : this(("TRUST_PROXY", "1"))
    {
    }

    private protected InframSite(params (string Name, string Value)[] environment)
        : base("infram.conf", ["HTTPS_PORT", "HTTP_PORT"], environment)
    {
    }
}
