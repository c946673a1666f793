namespace ProxyAware.FunctionalTests.Nginx;

/// <summary>The same nginx, trusted by its address.</summary>
public sealed class InframSiteByAddress : InframSite
{
    public InframSiteByAddress()
        : base(("ProxyAware__TrustProxy", "127.0.0.1"))
    {
    }
}
