namespace ProxyAware.Upstream.Reporting;

/// <summary>A file that an option names. What it holds is not told.</summary>
/// <param name="Option">The option.</param>
/// <param name="Path">The full path.</param>
internal sealed record FileSnapshot(string Option, string Path);
