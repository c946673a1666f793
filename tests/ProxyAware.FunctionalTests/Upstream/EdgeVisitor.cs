using System.Net;
using ProxyAware.FunctionalTests.Rig;

namespace ProxyAware.FunctionalTests.Upstream;

/// <summary>Somebody who comes through the sample's own edge, and who told the browser to go on in spite of its certificate.</summary>
internal static class EdgeVisitor
{
    public const string Address = "127.0.0.5";

    public static Visitor To(string edgeUrl)
    {
        var authority = new Uri(edgeUrl).Authority;
        return new(IPEndPoint.Parse(authority), Address, new() { TargetHost = "localhost", RemoteCertificateValidationCallback = (_, shown, _, _) => shown is not null }, authority);
    }
}
