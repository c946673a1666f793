namespace ProxyAware.Benchmarks.Rig;

/// <summary>A request, and the two apps that are compared on it.</summary>
/// <param name="Name">What is compared.</param>
/// <param name="Request">The request.</param>
/// <param name="Framework">The app with the framework's middleware.</param>
/// <param name="ProxyAware">The app with this library.</param>
internal sealed record Scenario(string Name, RequestText Request, AppSetup Framework, AppSetup ProxyAware)
{
    /// <summary>Gets the request that this library gets, where it must say the same in another way.</summary>
    public RequestText ProxyAwareRequest { get; init; } = Request;
}
