using System.Net.Security;
using System.Security.Cryptography.X509Certificates;

namespace ProxyAware.Upstream.Validation;

/// <summary>A peer whose session was resumed without anybody being asked.</summary>
internal static class ResumedPeer
{
    /// <summary>The same validation as ever, over the chain under which this very policy accepted the peer before; <see langword="null"/> if it did not.</summary>
    public static PeerVerdict? Judge(UpstreamPolicy policy, PeerTarget target, X509Certificate2 leaf, DateTimeOffset now)
    {
        if (policy.Accepted.Find(leaf, target.VerifyName) is not { } known)
        {
            return null;
        }

        using var chain = new X509Chain { ChainPolicy = policy.ChainPolicy(now) };
        foreach (var certificate in known)
        {
            chain.ChainPolicy.ExtraStore.Add(certificate);
        }

        var errors = chain.Build(leaf) ? SslPolicyErrors.None : SslPolicyErrors.RemoteCertificateChainErrors;
        return PeerValidator.Validate(policy, target, new(leaf, chain, errors, MayLearn: false), now);
    }
}
