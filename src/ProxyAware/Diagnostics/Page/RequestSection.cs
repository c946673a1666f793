namespace ProxyAware.Diagnostics.Page;

/// <summary>The request for the page: its way hop by hop, and each decision with where it came from.</summary>
internal static class RequestSection
{
    public static void Write(Html html, DiagnosticsView view)
    {
        html.Add($"""<section id="request"><h2>This request</h2>""");
        if (view is { Request: { } request, Resolution: { } resolution })
        {
            Summary(html, resolution);
            Chain(html, resolution);
            Decisions(html, resolution);
            Headers(html, resolution);
            html.Add($"""<p class="meta">Arrived as <code>{request.Method} {request.Target}</code> ({request.Protocol}) for host <code>{request.Host}</code>, over {request.Scheme} from {request.Peer} port {request.PeerPort}.</p>""");
        }
        else
        {
            html.Add($"""<p class="bad">ProxyAware did not see this request: <code>AutoInsert</code> is off and <code>app.UseProxyAware()</code> does not stand in front of this page ({Codes.NotInserted}). Nothing is decided, and no setting has any effect here.</p>""");
        }

        html.Add($"</section>\n");
    }

    private static void Summary(Html html, ResolutionView resolution)
    {
        var (client, app) = (resolution.Client, resolution.App);
        html.Add($"""
            <dl class="tiles">
            <div><dt>Client</dt><dd>{client.Address ?? "not known"}</dd><dd class="meta">{client.Quality.ToString()}</dd></div>
            <div><dt>Scheme</dt><dd>{app?.Scheme}</dd><dd class="meta">{Source(resolution, ExplainedSubject.Scheme)}</dd></div>
            <div><dt>Host</dt><dd>{app?.Host}</dd><dd class="meta">{Source(resolution, ExplainedSubject.Host)}</dd></div>
            <div><dt>Root</dt><dd>{(string.IsNullOrEmpty(app?.PathBase) ? "none" : app.PathBase)}</dd><dd class="meta">{Source(resolution, ExplainedSubject.Root)}</dd></div>
            </dl>
            """);
    }

    private static void Chain(Html html, ResolutionView resolution)
    {
        html.Add($"""
            <h3>The way to the app</h3>
            <p class="meta">From the app towards the client, as far as it was looked at.</p>
            <div class="wide"><table><thead><tr><th>Hop</th><th>Address</th><th>Verdict</th><th>Why</th></tr></thead><tbody>
            """);
        foreach (var hop in resolution.Hops)
        {
            html.Add($"""<tr><td>{hop.Distance}</td><td><code>{hop.Address ?? "not told"}</code></td><td><span class="badge {Tone(hop.Verdict)}">{hop.Verdict.ToString()}</span></td><td>{hop.Reason}</td></tr>""");
        }

        html.Add($"</tbody></table></div>\n");
    }

    private static void Decisions(Html html, ResolutionView resolution)
    {
        var client = resolution.Client;
        html.Add($"""
            <h3>Decisions</h3>
            <div class="wide"><table><thead><tr><th>What</th><th>Decided</th><th>From</th><th>Why</th></tr></thead><tbody>
            <tr><td>Client</td><td><code>{client.Address ?? "not known"}</code></td><td>{client.Source}</td><td>{client.Reason}</td></tr>
            """);
        foreach (var decision in resolution.Decisions)
        {
            html.Add($"""<tr><td>{Name(decision.What)}</td><td><code>{(string.IsNullOrEmpty(decision.Value) ? "none" : decision.Value)}</code></td><td>{decision.Source}</td><td>{decision.Reason}</td></tr>""");
        }

        html.Add($"""<tr><td>Verdict</td><td>{resolution.Verdict.Outcome.ToString()}</td><td></td><td>{resolution.Verdict.Reason}</td></tr></tbody></table></div>""");
    }

    private static void Headers(Html html, ResolutionView resolution)
    {
        html.Add($"""<h3>Forwarding headers</h3>""");
        if (resolution.Headers.Count == 0)
        {
            html.Add($"""<p class="meta">There were none on the request.</p>""");
            return;
        }

        html.Add($"""<div class="wide"><table><thead><tr><th>Header</th><th>Outcome</th><th>Believed</th><th>Why</th></tr></thead><tbody>""");
        foreach (var header in resolution.Headers)
        {
            html.Add($"""<tr><td><code>{header.Name}</code></td><td><span class="badge {(header.Outcome == ExplainedHeaderOutcome.Left ? "warning" : "plain")}">{header.Outcome.ToString()}</span></td><td><code>{header.Value}</code></td><td>{header.Reason}</td></tr>""");
        }

        html.Add($"</tbody></table></div>\n");
    }

    private static string? Source(ResolutionView resolution, ExplainedSubject what) => resolution.Decisions.FirstOrDefault(d => d.What == what)?.Source;

    private static string Name(ExplainedSubject what) => what == ExplainedSubject.ClearText ? "Clear text" : what.ToString();

    private static string Tone(ProxyHopVerdict verdict) => verdict switch
    {
        ProxyHopVerdict.Trusted => "good",
        ProxyHopVerdict.Malformed => "error",
        ProxyHopVerdict.Hidden => "warning",
        _ => "plain",
    };
}
