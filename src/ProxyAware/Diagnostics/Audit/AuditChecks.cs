using System.Globalization;

namespace ProxyAware.Diagnostics.Audit;

/// <summary>What an audit tries besides headers: the app's own URL, a redirect, a WebSocket.</summary>
internal static class AuditChecks
{
    public static IEnumerable<AuditCheck> Of(AuditRun run, SocketReport? socket)
    {
        yield return OwnUrl(run.Page, run.OwnUrl);
        yield return Redirect(run.Location ?? "", run.Find(ProbeKind.RedirectStart)?.Observation is not null, run.Find(ProbeKind.RedirectEnd)?.Observation is not null);
        if (socket is not null)
        {
            yield return WebSocket(run.Find(ProbeKind.WebSocket)?.Observation, socket);
        }
    }

    /// <param name="page">Where the browser says the page is.</param>
    /// <param name="own">Where the app says it is.</param>
    public static AuditCheck OwnUrl(string page, string own)
    {
        const string name = "The app's own URL";
        if (page == own)
        {
            return new(name, own, AuditVerdict.Safe("Links of the app lead to where the browser is."));
        }

        var evidence = $"The browser is at {SafeText.Quote(page)}; the app links to {SafeText.Quote(own)}.";
        return new(name, evidence, new(
            AuditRisk.Dangerous,
            Codes.AuditOwnUrl,
            "Links of the app lead elsewhere: redirects and sign-ins will fail.",
            AuditUrl.Root(page, own) is { } root ? $"\"{nameof(ProxyAwareOptions.PublicUrl)}\": \"{SafeText.Quote(root)}\"" : $"Set \"{nameof(ProxyAwareOptions.PublicUrl)}\" to the URL under which people reach the app",
            []));
    }

    public static AuditCheck Redirect(string location, bool started, bool ended)
    {
        const string name = "A redirect";

        // The token at its end says nothing to anybody.
        var evidence = $"Location: {SafeText.Quote(location.Length > ProbeToken.Length ? location[..^ProbeToken.Length] + "…" : location)}";
        return (started, ended) switch
        {
            (_, true) => new(name, evidence, AuditVerdict.Safe("It leads to the app.")),
            (true, false) => new(name, evidence, new(
                AuditRisk.Dangerous, Codes.AuditRedirectLost, "It leads out of the app: the proxy has a path in front that the app does not know of.",
                $"\"{nameof(ProxyAwareOptions.UrlRoot)}\": the path at which the proxy has the app, with \"{nameof(ProxyAwareOptions.UrlRootMode)}\": \"{UrlRootMode.Stripped}\" where it takes that off", [])),
            _ => new(name, "The request did not arrive.", new(AuditRisk.Unknown, null, "It is not known where it leads.", null, [])),
        };
    }

    /// <param name="arrived">What arrived of the handshake.</param>
    /// <param name="seen">What the browser saw.</param>
    public static AuditCheck WebSocket(ProbeObservation? arrived, SocketReport seen)
    {
        const string name = "A WebSocket";
        var held = string.Create(CultureInfo.InvariantCulture, $"Open for {seen.Seconds:0.#} of {seen.Wanted:0.#} s.");
        return (arrived, seen) switch
        {
            (null, _) => new(name, "The handshake did not arrive.", new(
                AuditRisk.Dangerous, Codes.AuditSocketRefused, "WebSockets do not get through.", null, ProxyFixes.WebSocket())),
            ({ IsHandshake: false }, _) => new(name, "The handshake arrived without Upgrade.", new(
                AuditRisk.Dangerous, Codes.AuditUpgradeLost, "A proxy takes the Upgrade header away: no WebSocket opens.", null, ProxyFixes.WebSocket())),
            ({ OriginRefused: { } reason }, _) => new(name, "The handshake arrived.", new(
                AuditRisk.Dangerous, Refusal.For(reason).Code, "The origin of this very page is refused: the app's own WebSockets get 403.",
                $"\"{nameof(ProxyAwareOptions.PublicUrl)}\" with the URL of this page, or \"{nameof(ProxyAwareOptions.Origins)}\" with its origin", [])),
            (_, { Opened: false }) => new(name, $"The handshake arrived, and the answer did not come back (code {seen.Code}).", new(
                AuditRisk.Dangerous, Codes.AuditSocketRefused, "WebSockets do not get through.", null, ProxyFixes.WebSocket())),
            (_, { Closed: true }) => new(name, $"{held} Closed with code {seen.Code}.", new(
                AuditRisk.Dangerous, Codes.AuditSocketCut, "A proxy cuts idle WebSockets.",
                $"Let the app ping more often: services.Configure<WebSocketOptions>(o => o.KeepAliveInterval = TimeSpan.FromSeconds(25))", ProxyFixes.IdleTimeout())),
            _ => new(name, held, AuditVerdict.Safe("It opens, and stays open while it is idle.")),
        };
    }
}
