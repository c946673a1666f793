using ProxyAware.Diagnostics;
using ProxyAware.Diagnostics.Findings;
using ProxyAware.Upstream.Certificates;

namespace ProxyAware.Upstream.Reporting;

/// <summary>Pins that no longer count or soon will not, and a pin that is alone.</summary>
internal static class PinConcerns
{
    private const string NextKey = "Make the next key of the server now ('openssl genpkey -algorithm EC -pkeyopt ec_paramgen_curve:P-256 -out next.key') and add its pin: { \"Sha256\": \"sha256/...\", \"Backup\": true }";

    public static IEnumerable<UpstreamConcern> Find(UpstreamSnapshot upstream, DateTimeOffset now)
    {
        if (Ending(upstream, now) is { } ending)
        {
            yield return ending;
        }

        var counting = upstream.Pins.Where(p => p.Counts).ToList();
        if (counting is [var only])
        {
            yield return new(
                new(
                    Codes.NoBackupPin, FindingSeverity.Warning, "An upstream has one pin and no backup.",
                    $"Upstream '{upstream.Name}': {only.Value} is the only pin that counts. When the server's key changes, every connection is refused until the configuration is changed.",
                    NextKey, 1, upstream.InForceSince),
                DegradesHealth: false);
        }
    }

    private static UpstreamConcern? Ending(UpstreamSnapshot upstream, DateTimeOffset now)
    {
        var ending = upstream.Pins.Where(p => p.ExpiresOn is not null && Expiry.Judge(End(p) - now) is not null).OrderBy(End).ToList();
        if (ending.Count == 0)
        {
            return null;
        }

        // Pins end on purpose. It matters when none is left.
        var others = upstream.Pins.Count > ending.Count;
        var severity = others ? FindingSeverity.Warning : Expiry.Judge(End(ending[^1]) - now)!.Value;
        var list = string.Join("; ", PeerText.Cap([.. ending.Select(p => $"{p.Value} {(p.Counts ? $"counts for the last time on {p.ExpiresOn:yyyy-MM-dd}" : $"no longer counts since {p.ExpiresOn:yyyy-MM-dd}")}")]));
        return new(
            new(
                Codes.PinExpires, severity, "A pin of an upstream has expired or expires soon.",
                $"Upstream '{upstream.Name}': {list}.{(others ? " Others remain." : " No other pin remains: then every connection is refused.")}",
                others ? "Remove it when the server no longer uses the key; if it does, give it a later \"ExpiresOn\"." : $"Give the pin of the key that stays in use a later \"ExpiresOn\". {NextKey}",
                ending.Count, Expiry.Since(End(ending[0]), upstream.InForceSince)),
            DegradesHealth: !others);
    }

    private static DateTimeOffset End(PinSnapshot pin) => Expiry.EndOf(pin.ExpiresOn!.Value);
}
