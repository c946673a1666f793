namespace ProxyAware;

/// <summary>Who the client is.</summary>
/// <param name="Address">Its address; <see langword="null"/> when it is unknown, or a peer without one.</param>
/// <param name="Port">Its port; 0 when nobody told it.</param>
/// <param name="Quality">How much is known about it.</param>
/// <param name="Cause">Why the client is who it is, as a word.</param>
/// <param name="Source">The header it was read from, or <c>connection</c>.</param>
/// <param name="Reason">The same in one sentence.</param>
public sealed record ExplainedClient(string? Address, int Port, ClientQuality Quality, ProxyReason Cause, string Source, string Reason);
