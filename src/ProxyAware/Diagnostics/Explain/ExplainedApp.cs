namespace ProxyAware;

/// <summary>A request as the app sees it.</summary>
/// <param name="RemoteAddress"><c>Connection.RemoteIpAddress</c>; <c>255.255.255.255</c> for a client that is not known.</param>
/// <param name="RemotePort"><c>Connection.RemotePort</c>.</param>
/// <param name="Scheme"><c>Request.Scheme</c>, from which links are made.</param>
/// <param name="Host"><c>Request.Host</c>.</param>
/// <param name="PathBase"><c>Request.PathBase</c>.</param>
/// <param name="Path"><c>Request.Path</c>, escaped and cut to 200 characters.</param>
public sealed record ExplainedApp(string? RemoteAddress, int RemotePort, string Scheme, string Host, string PathBase, string Path);
