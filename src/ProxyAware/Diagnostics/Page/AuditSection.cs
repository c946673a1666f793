namespace ProxyAware.Diagnostics.Page;

/// <summary>The place of the audit. The page's script fills it.</summary>
internal static class AuditSection
{
    public static void Write(Html html) => html.Add($"""
        <section id="audit"><h2>Audit</h2>
        <p>Your browser sends requests with forged headers through your own proxies to this app, which compares what arrives with what was sent. It is the only direct proof that a header can be trusted. At most {Audit.AuditRun.MaxProbes} requests; they reach no code of the app and change nothing.</p>
        <form id="audit-form">
        <label><input type="checkbox" id="audit-identity"> Forge identity headers too (<code>Remote-User</code>, <code>X-Forwarded-User</code>, <code>X-Pomerium-Jwt-Assertion</code> …)</label>
        <button id="audit-start" disabled>Run the audit</button>
        <button id="audit-skip" type="button" hidden>Skip the wait</button>
        </form>
        <div id="audit-confirm" class="finding warning" role="alertdialog" aria-labelledby="audit-risk" hidden>
        <h3 id="audit-risk">Forge the names of users?</h3>
        <p>The requests claim to come from users that do not exist. A proxy that believes such headers acts on them: it may log these users, count them, create them or end your session. Do this only where you run the proxies, and where those who read their logs know of it.</p>
        <button id="audit-confirmed" type="button">Forge them</button> <button id="audit-cancelled" type="button">Without them</button>
        </div>
        <p id="audit-state" role="status"></p>
        <div id="audit-result" hidden>
        <div class="wide"><table id="audit-checks"><thead><tr><th>Tried</th><th>Verdict</th><th>What it means</th></tr></thead><tbody></tbody></table></div>
        <div class="wide"><table id="audit-headers"><thead><tr><th>Header</th><th>Outcome</th><th>Arrived</th><th>Trusted</th><th>Verdict</th><th>What it means</th></tr></thead><tbody></tbody></table></div>
        </div>
        <noscript><p class="meta">The audit needs the page's script.</p></noscript>
        </section>

        """);
}
