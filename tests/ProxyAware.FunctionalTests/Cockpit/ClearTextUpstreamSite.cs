namespace ProxyAware.FunctionalTests.Cockpit;

/// <summary>The same layout in front of an app on http, where nothing but the header tells the two ports apart.</summary>
public sealed class ClearTextUpstreamSite : SubdomainSite
{
    public override string AppUrl => "http://127.0.0.1:0";
}
