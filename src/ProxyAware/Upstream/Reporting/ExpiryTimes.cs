using ProxyAware.Upstream.Certificates;

namespace ProxyAware.Upstream.Reporting;

/// <summary>When what an upstream rests on comes to its end.</summary>
internal static class ExpiryTimes
{
    public static IEnumerable<(string Kind, DateTimeOffset End)> Of(UpstreamState state)
    {
        if (state.InForce is not { Policy: var policy })
        {
            yield break;
        }

        var now = state.Time.GetUtcNow();
        var peers = state.Journal.Peers.Where(p => p is { CertificateAccepted: true, Certificate: not null } && now - p.LastHandshake <= UpstreamConcerns.Evidence).ToList();
        if (peers.Count > 0)
        {
            yield return ("peer", peers.Min(p => p.Certificate!.NotAfter));
        }

        if (policy.ClientCertificate is { } client)
        {
            yield return ("client", Validity.To(client.TargetCertificate));
        }

        // One authority suffices, and one pin: the last of them decides.
        if (policy.Trusted.Where(c => CertificateFields.TryRead(c, out var fields) && fields.IsSelfIssued).Select(a => (DateTimeOffset?)Validity.To(a)).Max() is { } anchor)
        {
            yield return ("trusted", anchor);
        }

        if (!policy.Pins.IsEmpty && policy.Pins.Certificates.Count == 0 && policy.Pins.Keys.All(k => k.ExpiresOn is not null))
        {
            yield return ("pin", policy.Pins.Keys.Max(k => Expiry.EndOf(k.ExpiresOn!.Value)));
        }
    }
}
