namespace ProxyAware.FunctionalTests.Cockpit;

/// <summary>An nginx without the guide's most important line, in front of an app on http: a redirect to https would end where it began.</summary>
public sealed class SilentProxySite : SubdomainSite
{
    public override string Template => "cockpit-silent.conf";

    public override string AppUrl => "http://127.0.0.1:0";
}
