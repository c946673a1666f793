namespace ProxyAware.FunctionalTests.Topologies;

/// <summary>The same in front of an app that leaves idle WebSockets alone.</summary>
public sealed class SilentApacheSite : ApacheSite
{
    protected override bool PingsWebSockets => false;
}
