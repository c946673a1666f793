namespace ProxyAware.FunctionalTests.Recorded;

public sealed class AzureTests(RecordedSites<AzureTests> sites) : RecordedTests<AzureTests>(sites), IRecordedProxy
{
    public static string Folder => "azure";
}
