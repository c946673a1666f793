namespace ProxyAware.FunctionalTests.Nginx;

/// <summary>Two nginx in a row: the outer one speaks to the inner one from 127.0.0.2, the inner one to the app from 127.0.0.3.</summary>
public class TwoHopsSite : NginxSite
{
    internal const string InnerPort = "INNER_PORT";

    public TwoHopsSite()
        : this("2")
    {
    }

    private protected TwoHopsSite(string trustProxy)
        : base("two-hops.conf", ["HTTPS_PORT", InnerPort], ("ProxyAware__TrustProxy", trustProxy), ("ProxyAware__AllowUnencrypted", "true"))
    {
    }
}
