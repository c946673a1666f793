namespace ProxyAware.FunctionalTests.Recorded;

public sealed class EnvoyTests(RecordedSites<EnvoyTests> sites) : RecordedTests<EnvoyTests>(sites), IRecordedProxy
{
    public static string Folder => "envoy";
}
