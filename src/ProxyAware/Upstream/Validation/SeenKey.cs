using ProxyAware.Upstream.Pins;

namespace ProxyAware.Upstream.Validation;

/// <summary>The key of a peer that is still to be compared with the one of its first use.</summary>
/// <param name="Pin">Its pin.</param>
/// <param name="Subject">What the peer calls itself.</param>
/// <param name="MayLearn">Whether the handshake was a full one.</param>
/// <param name="Complete">Adds what is known about the peer to a failure.</param>
internal sealed record SeenKey(SpkiPin Pin, string Subject, bool MayLearn, Func<UpstreamFailure, UpstreamFailure> Complete);
