namespace ProxyAware.FunctionalTests.Nginx;

/// <summary>Two nginx in a row, each trusted by its address.</summary>
public sealed class TwoHopsSiteByAddress : TwoHopsSite
{
    public TwoHopsSiteByAddress()
        : base("127.0.0.2, 127.0.0.3/32")
    {
    }
}
