namespace ProxyAware.Upstream;

/// <summary>What a policy was made of, in a form that can be compared.</summary>
/// <param name="Anchors">The hashes of the trusted certificates.</param>
/// <param name="Pins">The pins with their dates.</param>
/// <param name="Backups">Which of the pins are backups. It changes what is said, never what is accepted.</param>
/// <param name="Rest">Everything else: settings, and the contents of the other files.</param>
internal sealed record PolicyFingerprint(IReadOnlySet<string> Anchors, IReadOnlySet<string> Pins, IReadOnlySet<string> Backups, string Rest)
{
    public bool SameAs(PolicyFingerprint other) => Rest == other.Rest && Backups.SetEquals(other.Backups) && Anchors.SetEquals(other.Anchors) && Pins.SetEquals(other.Pins);

    /// <summary>
    /// Whether a connection that was fine under the old policy might not be under this one. Only more anchors, and more pins
    /// beside old ones, are known to be harmless; the first pin is a new demand.
    /// </summary>
    public bool Tightens(PolicyFingerprint old) =>
        Rest != old.Rest
        || !Anchors.IsSupersetOf(old.Anchors)
        || !Pins.IsSupersetOf(old.Pins)
        || (old.Pins.Count == 0 && Pins.Count > 0);
}
