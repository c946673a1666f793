namespace ProxyAware.Diagnostics.Page;

/// <summary>What is wrong, the gravest first.</summary>
internal static class FindingsSection
{
    public static void Write(Html html, IReadOnlyList<FindingView> findings)
    {
        html.Add($"""<section id="findings"><h2>Findings <span class="count">{findings.Count}</span></h2>""");
        if (findings.Count == 0)
        {
            html.Add($"""<p class="good">Nothing is wrong, as far as settings and traffic show.</p>""");
        }

        foreach (var finding in findings)
        {
            html.Add($"""
                <article class="finding {finding.Severity}">
                <h3><span class="badge {finding.Severity}">{finding.Severity}</span> <code>{finding.Code}</code> {finding.Title}</h3>
                <p>{finding.Evidence}</p>
                <pre>{finding.Fix}</pre>
                <p class="meta">{(finding.Count == 1 ? "Seen once" : $"Seen {finding.Count} times")}, since {finding.Since}</p>
                </article>
                """);
        }

        html.Add($"</section>\n");
    }
}
