namespace ProxyAware.FunctionalTests.Rig;

/// <summary>The way of a client that follows redirects.</summary>
/// <param name="Urls">Every URL it asked for, exactly as redirects wrote them.</param>
/// <param name="Answer">The answer at the end.</param>
internal sealed record Journey(IReadOnlyList<string> Urls, RawResponse Answer);
