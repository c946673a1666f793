namespace ProxyAware.Diagnostics.Audit;

/// <summary>All that an audit knows of one header.</summary>
internal sealed record HeaderEvidence
{
    /// <summary>The header as it was sent.</summary>
    public required ForgedHeader Forged { get; init; }

    /// <summary>The elements that arrived; null when the request did not.</summary>
    public required IReadOnlyList<string>? Received { get; init; }

    /// <summary>What the proxies send in it when the client sends nothing.</summary>
    public IReadOnlyList<string> Own { get; init; } = [];

    /// <summary>Whether the settings read it.</summary>
    public bool IsRead { get; init; }

    /// <summary>Whether the proxy that sent it is trusted.</summary>
    public bool PeerTrusted { get; init; }

    /// <summary>That proxy.</summary>
    public string Peer { get; init; } = "";

    /// <summary>Which decisions the forged header changed.</summary>
    public ForgedEffect Effect { get; init; }

    /// <summary>How the settings trust.</summary>
    public ProxyTrustKind Trust { get; init; }

    /// <summary>Whether what is not believed is removed before the app sees it.</summary>
    public bool IsStripped { get; init; } = true;

    public ProbeOutcome Outcome => ProbeOutcomes.Of(Forged, Received);

    /// <summary>Whether the last element, which counts, is the forged one.</summary>
    public bool EndsForged => Received is [.., { } last] && Forged.Is(last);
}
