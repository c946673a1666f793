using ProxyAware.Tests.Support;

namespace ProxyAware.FunctionalTests.Recorded;

/// <summary>The recordings, read where people edit them.</summary>
internal static class RecordingFolder
{
    public static string Of(params string[] path) => Path.Combine([Repository.Root(), "tests", "ProxyAware.FunctionalTests", "Recorded", .. path]);
}
