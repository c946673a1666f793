namespace ProxyAware.FunctionalTests.Recorded;

public sealed class KubernetesIngressTests(RecordedSites<KubernetesIngressTests> sites) : RecordedTests<KubernetesIngressTests>(sites), IRecordedProxy
{
    public static string Folder => "kubernetes";
}
