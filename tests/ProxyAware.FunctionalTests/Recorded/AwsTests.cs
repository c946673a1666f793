namespace ProxyAware.FunctionalTests.Recorded;

public sealed class AwsTests(RecordedSites<AwsTests> sites) : RecordedTests<AwsTests>(sites), IRecordedProxy
{
    public static string Folder => "aws";
}
