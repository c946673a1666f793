using ProxyAware.Upstream.Reporting;

namespace ProxyAware.Diagnostics.Page;

/// <summary>The servers that the app calls, and their certificates.</summary>
internal static class UpstreamsSection
{
    public static void Write(Html html, IReadOnlyList<UpstreamSnapshot> upstreams)
    {
        html.Add($"""<section id="upstreams"><h2>Upstreams <span class="count">{upstreams.Count}</span></h2>""");
        if (upstreams.Count == 0)
        {
            html.Add($"""<p class="meta">No upstream is configured.</p>""");
        }

        foreach (var upstream in upstreams)
        {
            Write(html, upstream);
        }

        html.Add($"</section>\n");
    }

    private static void Write(Html html, UpstreamSnapshot upstream)
    {
        html.Add($"""
            <article>
            <h3><code>{upstream.Name}</code> <span class="badge plain">{upstream.Verification}</span></h3>
            <p class="meta">{Name(upstream)} · {string.Join(", ", upstream.Protocols)} · in force since {upstream.InForceSince}{(upstream.IsUsed ? "" : " · not used by any client")}</p>
            """);
        if (upstream.ReloadFailure is { } failure)
        {
            html.Add($"""<p class="bad">Changed settings or files cannot be used since {failure.Since}: {string.Join(" ", failure.Problems)}</p>""");
        }

        if (upstream.PinStoreProblem is { } problem)
        {
            html.Add($"""<p class="bad">{problem}</p>""");
        }

        Certificates(html, upstream);
        Pins(html, upstream.Pins);
        foreach (var notice in upstream.Notices)
        {
            html.Add($"""<p class="{(notice.IsWarning ? "bad" : "meta")}"><code>{notice.Code}</code> {notice.Text}</p>""");
        }

        html.Add($"</article>\n");
    }

    private static void Certificates(Html html, UpstreamSnapshot upstream)
    {
        if (upstream.Peers.Count + upstream.Trusted.Count == 0 && upstream.ClientCertificate is null)
        {
            html.Add($"""<p class="meta">No connection yet.</p>""");
            return;
        }

        html.Add($"""<div class="wide"><table><thead><tr><th>Certificate</th><th>Whose</th><th>Valid</th><th>Pin</th><th>Verdict</th></tr></thead><tbody>""");
        foreach (var peer in upstream.Peers)
        {
            var verdict = peer.Refusal is { } refusal
                ? new Verdict("error", $"{refusal.Code} {refusal.Reason}, {(peer.Refusals == 1 ? "once" : $"{peer.Refusals} times")}: {refusal.Message} {refusal.Remedy}")
                : new Verdict("good", "accepted");
            Row(html, $"of the server {peer.Endpoint}", peer.Certificate, verdict);
        }

        foreach (var trusted in upstream.Trusted)
        {
            Row(html, trusted.IsSelfIssued ? "trusted authority" : "intermediate", trusted, new("plain", "configured"));
        }

        if (upstream.ClientCertificate is { } client)
        {
            Row(html, "the app's own", client, new("plain", "configured"));
        }

        html.Add($"</tbody></table></div>");
    }

    private static void Row(Html html, string whose, CertificateSnapshot? certificate, Verdict verdict)
    {
        html.Add($"""<tr><td>{certificate?.Subject ?? "none was seen"}<br><span class="meta">{string.Join(", ", certificate?.Names ?? [])}</span></td><td>{whose}</td>""");
        if (certificate is null)
        {
            html.Add($"<td></td><td></td>");
        }
        else
        {
            html.Add($"<td>{certificate.NotBefore} to {certificate.NotAfter}</td><td><code>{certificate.Pin}</code></td>");
        }

        html.Add($"""<td><span class="badge {verdict.Tone}">{(verdict.Tone == "error" ? "refused" : verdict.Text)}</span> {(verdict.Tone == "error" ? verdict.Text : "")}</td></tr>""");
    }

    private static void Pins(Html html, IReadOnlyList<PinSnapshot> pins)
    {
        foreach (var pin in pins)
        {
            html.Add($"""<p>Pin <code>{pin.Value}</code>{(pin.Backup ? ", in reserve" : "")}{(pin.ExpiresOn is { } end ? $", until {end:yyyy-MM-dd}" : "")}{(pin.Counts ? "" : ", no longer counted")}</p>""");
        }
    }

    private static string Name(UpstreamSnapshot upstream) => (upstream.ServerName, upstream.VerifyName) switch
    {
        (null, null) => "verifies the host of the URL",
        (_, { } verify) => $"verifies the name {verify}",
        ({ } name, _) => $"sends and verifies the name {name}",
    };

    private sealed record Verdict(string Tone, string Text);
}
