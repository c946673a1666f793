namespace ProxyAware.FunctionalTests.Recorded;

public sealed class YarpTests(RecordedSites<YarpTests> sites) : RecordedTests<YarpTests>(sites), IRecordedProxy
{
    public static string Folder => "yarp";
}
