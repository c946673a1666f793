using ProxyAware.Configuration;
using ProxyAware.Diagnostics.Findings;

namespace ProxyAware.Diagnostics.Traffic;

/// <summary>What the traffic since the last change of settings shows.</summary>
internal sealed class TrafficFindings(PolicyHolder policies, TimeProvider time) : IFindingSource
{
    public IEnumerable<Finding> Current()
    {
        var policy = policies.Current;
        return policy.Traffic.Read(time.GetUtcNow()).Select(seen => SignText.Describe(seen.Sign, seen.Evidence, policy));
    }
}
