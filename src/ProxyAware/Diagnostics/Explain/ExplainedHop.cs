namespace ProxyAware;

/// <summary>One step of the walk from the app towards the client.</summary>
/// <param name="Distance">How far it is from the app: 0 is the peer, 1 the right-most element of the header.</param>
/// <param name="Address">Its address, <c>unix</c>, <c>in-memory</c>, or <see langword="null"/> where it is hidden or cannot be read.</param>
/// <param name="Verdict">What was decided about it.</param>
/// <param name="Reason">Why, in one sentence.</param>
public sealed record ExplainedHop(int Distance, string? Address, ProxyHopVerdict Verdict, string Reason);
