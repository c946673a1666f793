namespace ProxyAware.FunctionalTests.Recorded;

public sealed class CloudflareTests(RecordedSites<CloudflareTests> sites) : RecordedTests<CloudflareTests>(sites), IRecordedProxy
{
    public static string Folder => "cloudflare";
}
