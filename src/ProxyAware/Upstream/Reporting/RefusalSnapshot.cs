namespace ProxyAware.Upstream.Reporting;

/// <summary>Why a connection was refused.</summary>
/// <param name="Code">The code of the reason.</param>
/// <param name="Reason">The name of the <see cref="UpstreamTlsReason"/>.</param>
/// <param name="Message">What happened, in one sentence. Text of the peer in it is escaped.</param>
/// <param name="Remedy">What to do about it.</param>
internal sealed record RefusalSnapshot(string Code, string Reason, string Message, string Remedy)
{
    /// <summary>Whether something else may have caused it, which passes by itself.</summary>
    internal bool MayPass { get; init; }

    /// <summary>Whether the handshake itself had ended well, so that another one proves nothing: an answer does.</summary>
    internal bool AfterHandshake { get; init; }
}
