using System.Globalization;
using System.Text;

namespace ProxyAware.Diagnostics.Explain;

/// <summary>An explanation as text: a label and one decision on each line, in the order in which they are taken.</summary>
internal static class ExplanationText
{
    private const int LabelWidth = 12;

    public static string Write(ProxyExplanation explanation)
    {
        var text = new StringBuilder();
        var request = explanation.Request;
        Line(text, "request", $"{request.Method} {request.Target} {request.Protocol}, host {Or(request.Host, "none")}, over {request.Scheme}");
        var peer = explanation.Peer;
        Line(text, "peer", $"{peer.Name}{(request.PeerPort == 0 ? "" : $" port {request.PeerPort}")}, {(peer.Trusted ? "trusted" : "not trusted")}{(peer.IsLocal ? ", local" : "")}: {peer.Reason}");
        foreach (var hop in explanation.Hops)
        {
            Line(text, $"hop {hop.Distance}", $"{hop.Address ?? "not told"}, {hop.Verdict}: {hop.Reason}");
        }

        var client = explanation.Client;
        Line(text, "client", $"{client.Address ?? "none"}{(client.Port == 0 ? "" : $" port {client.Port}")}, {client.Quality}, {client.Cause}, from {client.Source}: {client.Reason}");
        foreach (var decision in explanation.Decisions)
        {
            Line(text, Label(decision.What), $"{Or(decision.Value, "none")}, from {decision.Source}: {decision.Reason}");
        }

        foreach (var header in explanation.Headers)
        {
            Line(text, "header", $"{header.Name} {Describe(header)}: {header.Reason}");
        }

        if (explanation.App is { } app)
        {
            Line(text, "app sees", $"{app.Scheme}://{app.Host}{app.PathBase}, path {Or(app.Path, "none")}, client {app.RemoteAddress ?? "without an address"}{(app.RemotePort == 0 ? "" : $" port {app.RemotePort}")}");
        }

        Line(text, "verdict", Describe(explanation.Verdict));
        foreach (var note in explanation.Notes)
        {
            Line(text, "note", note);
        }

        return text.ToString();
    }

    private static string Describe(ExplainedHeader header) => header.Outcome switch
    {
        ExplainedHeaderOutcome.Believed => $"believed as '{header.Value}'",
        ExplainedHeaderOutcome.Cut => $"cut to '{header.Value}'",
        ExplainedHeaderOutcome.Removed => "removed",
        _ => "left",
    };

    private static string Describe(ExplainedVerdict verdict)
    {
        var status = verdict.Status is { } number ? string.Create(CultureInfo.InvariantCulture, $" with {number}") : "";
        var to = verdict.Location is { } location ? $" to {location}" : "";
        var code = verdict.Code is { } name ? $", {name}" : "";
        return $"{Word(verdict.Outcome)}{status}{to}{code}: {verdict.Reason}";
    }

    private static string Word(ExplainedOutcome outcome) => outcome switch
    {
        ExplainedOutcome.Served => "served",
        ExplainedOutcome.Redirected => "redirected",
        _ => "refused",
    };

    private static string Label(ExplainedSubject what) => what switch
    {
        ExplainedSubject.ClearText => "clear text",
        ExplainedSubject.Scheme => "scheme",
        ExplainedSubject.Host => "host",
        ExplainedSubject.Port => "port",
        ExplainedSubject.Prefix => "prefix",
        ExplainedSubject.Root => "root",
        _ => "origin",
    };

    private static string Or(string? value, string instead) => string.IsNullOrEmpty(value) ? instead : value;

    private static void Line(StringBuilder text, string label, string value) => text.Append((label + ":").PadRight(LabelWidth)).AppendLine(value);
}
