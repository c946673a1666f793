using System.Text;

namespace ProxyAware.Upstream;

/// <summary>Says what is in force for an upstream, for the block at start.</summary>
internal static class PolicyText
{
    public static string Describe(UpstreamPolicy policy)
    {
        var text = new StringBuilder($"Upstream '{policy.Name}': ");
        text.Append(policy.Verification switch
        {
            UpstreamVerification.System => "verified with the authorities of the operating system",
            UpstreamVerification.CustomCa => $"verified with {policy.Trusted.Count} trusted certificate(s)",
            UpstreamVerification.PinOnly => "verified by key alone",
            UpstreamVerification.TrustOnFirstUse => "verified by the key of its first use",
            _ => "NOT VERIFIED",
        });
        Add(text, !policy.Pins.IsEmpty, $"{policy.Pins.Keys.Count + policy.Pins.Certificates.Count} pin(s)");
        Add(text, policy.RevocationLists is not null, "revocation lists");
        Add(text, policy.RevocationOnline, "revocation looked up online");
        Add(text, policy.ServerName is not null, $"name {policy.ServerName}");
        Add(text, policy.VerifyName is not null, $"verified as {policy.VerifyName}");
        Add(text, policy.ClientCertificate is not null, "with a client certificate");
        Add(text, policy.AllowWeakCertificates, "weak certificates are taken");
        return text.ToString();
    }

    private static void Add(StringBuilder text, bool holds, string part)
    {
        if (holds)
        {
            text.Append(", ").Append(part);
        }
    }
}
