using ProxyAware.FunctionalTests.Rig;

namespace ProxyAware.FunctionalTests.Topologies;

/// <summary>Origins that resemble the site's own.</summary>
internal static class ForeignOrigins
{
    public static TheoryData<string> All =>
    [
        "https://evil.example",
        $"https://{Visitor.Site}.evil.example",
        $"https://evil.{Visitor.Site}",
        $"https://{Visitor.Site}:444",
        $"https://{Visitor.Site}.",
        $"http://{Visitor.Site}",
        "https://127.0.0.1",
        "null",
    ];
}
