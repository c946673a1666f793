namespace ProxyAware.FunctionalTests.Recorded;

public sealed class PomeriumTests(RecordedSites<PomeriumTests> sites) : RecordedTests<PomeriumTests>(sites), IRecordedProxy
{
    public static string Folder => "pomerium";
}
