namespace ProxyAware.Diagnostics.Audit;

/// <summary>Compares the decision about a request with the one about the same request without forged headers.</summary>
internal static class ForgedEffects
{
    /// <param name="before">The decision without forged headers.</param>
    /// <param name="after">The decision with them.</param>
    /// <param name="address">The forged address.</param>
    public static ForgedEffect Of(ProbeDecision before, ProbeDecision after, string address)
    {
        if ((after.IsRefused && !before.IsRefused) || (!after.HostIsAllowed && before.HostIsAllowed))
        {
            return ForgedEffect.Refused;
        }

        // A client may well reach the app by different addresses; only the forged one is its choice.
        return (after.Client == address ? ForgedEffect.Client : ForgedEffect.None)
            | (after.ClientIsHidden && !before.ClientIsHidden ? ForgedEffect.HidesClient : ForgedEffect.None)
            | (after.Scheme != before.Scheme ? ForgedEffect.Scheme : ForgedEffect.None)
            | (after.Host != before.Host ? ForgedEffect.Host : ForgedEffect.None)
            | (after.Prefix != before.Prefix ? ForgedEffect.Prefix : ForgedEffect.None);
    }

    public static string Describe(ForgedEffect effect)
    {
        string?[] parts =
        [
            effect.HasFlag(ForgedEffect.Client) ? "the address it is seen with" : null,
            effect.HasFlag(ForgedEffect.HidesClient) ? "to be unknown" : null,
            effect.HasFlag(ForgedEffect.Scheme) ? "the scheme" : null,
            effect.HasFlag(ForgedEffect.Host) ? "the host" : null,
            effect.HasFlag(ForgedEffect.Prefix) ? "the path prefix" : null,
        ];
        return string.Join(", ", parts.OfType<string>());
    }
}
