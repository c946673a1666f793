namespace ProxyAware.FunctionalTests.Cockpit;

/// <summary>A proxy that a client can make lose its protocol header, in front of an app on http.</summary>
public sealed class LostHeaderSite : SubdomainSite
{
    public override string Template => "cockpit-loses-proto.conf";

    public override string AppUrl => "http://127.0.0.1:0";
}
