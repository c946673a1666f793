namespace ProxyAware.FunctionalTests.Recorded;

public sealed class TraefikTests(RecordedSites<TraefikTests> sites) : RecordedTests<TraefikTests>(sites), IRecordedProxy
{
    public static string Folder => "traefik";
}
