using System.Diagnostics.CodeAnalysis;

namespace ProxyAware;

/// <summary>
/// The settings of ProxyAware, as they stand in the configuration section <c>ProxyAware</c>. They are plain texts, numbers and
/// lists; when the host starts they are checked together and compiled into one immutable policy, and any nonsense
/// among them stops the start with the key, the value, the reason and a fix.
/// </summary>
/// <remarks>
/// A list may be written as an array or as one text with commas and/or white space between its entries. An empty text or
/// list means the default, but for <see cref="TrustProxy"/>, where it means nobody. In code, a list that is <see langword="null"/> becomes an empty one.
/// </remarks>
public sealed class ProxyAwareOptions
{
    /// <summary>Gets or sets whose forwarding headers are believed.</summary>
    /// <value>
    /// <see langword="null"/> (the default), <c>false</c>, <c>no</c>, <c>off</c>, <c>0</c> or an empty text: nobody's. A whole number from 1 to 32: that
    /// many proxies stand in front of the app. A list of addresses, CIDR ranges, <c>loopback</c>, <c>linklocal</c>, <c>uniquelocal</c>, <c>private</c>,
    /// <c>unix</c> and <c>file:name.txt</c>: those of the proxies. <c>any</c>: everybody.
    /// </value>
    /// <remarks>
    /// When it is <see langword="null"/> and <see cref="ForwardedForHeader"/>, <see cref="ProtocolHeader"/> or <see cref="ForTlsProxy"/> was set, or <see cref="ProxyHeaders"/> to <c>Forwarded</c>, a proxy
    /// on the same machine is believed (<c>loopback</c>). A hop count trusts whoever reaches the app directly from an address in
    /// <see cref="HopPeers"/>; the addresses of the proxies are the safer setting. With <c>any</c> every client chooses its own address.
    /// </remarks>
    public string? TrustProxy
    {
        get;
        set
        {
            // What is set in code is one text, whatever shape and place an earlier value had.
            field = value;
            TrustProxyIsList = false;
            TrustProxyKey = null;
        }
    }

    /// <summary>Gets or sets who the immediate peer may be when <see cref="TrustProxy"/> is a hop count.</summary>
    /// <value>The default is <c>loopback</c>, <c>linklocal</c>, <c>uniquelocal</c> and <c>unix</c>. <c>any</c> must be written out.</value>
    /// <remarks>Together with a list of trusted addresses it is an error, because the list says it already.</remarks>
    [AllowNull]
    public IList<string> HopPeers { get; set => field = value ?? []; } = [];

    /// <summary>Gets or sets the family of forwarding headers that is read.</summary>
    /// <value>The default is <see cref="ProxyHeaderFamily.XForwarded"/>, or <see cref="ProxyHeaderFamily.Forwarded"/> where a header option names <c>Forwarded</c>.</value>
    /// <remarks>Mixing the families is an error: a client could choose the one that its proxies do not overwrite.</remarks>
    public ProxyHeaderFamily? ProxyHeaders { get; set; }

    /// <summary>Gets or sets the name of the header that holds the client's address.</summary>
    /// <value>
    /// The default is <c>X-Forwarded-For</c>, or <c>none</c> where only <see cref="ProtocolHeader"/> is named. <c>none</c>: no header is read. <c>Forwarded</c>: its
    /// <c>for</c> parameter (RFC 7239). <c>X-Forwarded-*</c> and <c>X-Original-Forwarded-For</c> are lists; any other header (<c>X-Real-IP</c>,
    /// <c>CF-Connecting-IP</c>) holds one address.
    /// </value>
    /// <remarks>Of a header with one address only the peer is checked: every trusted proxy must overwrite it.</remarks>
    public string? ForwardedForHeader { get; set; }

    /// <summary>Gets or sets the name of the header that holds the scheme the client used.</summary>
    /// <value>
    /// The default is <c>X-Forwarded-Proto</c>, or <c>none</c> where only <see cref="ForwardedForHeader"/> is named. <c>X-Forwarded-Ssl</c> and <c>Front-End-Https</c> hold
    /// <c>on</c> or <c>off</c>. <c>Name=value</c>: https if the header has exactly this value, else http. <c>Forwarded</c>: its <c>proto</c> parameter.
    /// </value>
    public string? ProtocolHeader { get; set; }

    /// <summary>Gets or sets the name of the header that holds the host the client asked for.</summary>
    /// <value>The default is <c>none</c>; <c>X-Forwarded-Host</c>, or <c>Forwarded</c> for its <c>host</c> parameter.</value>
    /// <remarks>
    /// Most proxies pass a client's <c>X-Forwarded-Host</c> on, so it is read only together with <see cref="AllowedHosts"/> or <see cref="PublicUrl"/>.
    /// </remarks>
    public string? ForwardedHostHeader { get; set; }

    /// <summary>Gets or sets the name of the header that holds the port the client asked for.</summary>
    /// <value>The default is <c>none</c>; usually <c>X-Forwarded-Port</c>.</value>
    /// <remarks>It is used only where the host has no port. Port 80 beside https is a well-known misconfiguration and ignored.</remarks>
    public string? ForwardedPortHeader { get; set; }

    /// <summary>Gets or sets the name of the header that holds the path prefix which the proxy removed.</summary>
    /// <value>The default is <c>none</c>; usually <c>X-Forwarded-Prefix</c>.</value>
    /// <remarks>Naming it says that the proxy always sets or removes it. Most proxies pass a client's own value on.</remarks>
    public string? ForwardedPrefixHeader { get; set; }

    /// <summary>Gets or sets whether a trusted proxy always ends TLS, so that its requests are https whatever a header says.</summary>
    /// <value>The default is <see langword="false"/>.</value>
    public bool ForTlsProxy { get; set; }

    /// <summary>Gets or sets what happens when a trusted proxy sends a forwarding header that cannot be read.</summary>
    /// <value>The default is <see cref="MalformedHeaderHandling.Reject"/>.</value>
    public MalformedHeaderHandling MalformedHeaders { get; set; }

    /// <summary>Gets or sets whether forwarding headers that were not believed are removed before the app sees them.</summary>
    /// <value>The default is <see langword="true"/>. A list that was believed is cut to the element that was accepted.</value>
    /// <remarks>Switched off, code that reads such a header directly reads what any client wrote.</remarks>
    public bool StripUntrustedHeaders { get; set; } = true;

    /// <summary>Gets or sets the URL under which people reach the app: scheme, host, optional port and optional root path.</summary>
    /// <value>The default is <see langword="null"/>. Example: <c>https://ops.example.com/cockpit</c>.</value>
    /// <remarks>Links and redirects are made from it, so that a hostile <c>Host</c> never reaches them; <see cref="UrlRoot"/> and the app's own origin default from it.</remarks>
    public string? PublicUrl { get; set; }

    /// <summary>Gets or sets the host names the app answers to.</summary>
    /// <value>The default is empty: every host. <c>example.com</c>, <c>*.example.com</c>.</value>
    [AllowNull]
    public IList<string> AllowedHosts { get; set => field = value ?? []; } = [];

    /// <summary>Gets or sets the origins that may open WebSockets and send unsafe requests, beside the app's own.</summary>
    /// <value>The default is empty: the app's own origin only. <c>https://a.example</c>, <c>https://*.a.example</c>, <c>https://a.example:*</c>, <c>any</c>.</value>
    [AllowNull]
    public IList<string> Origins { get; set => field = value ?? []; } = [];

    /// <summary>Gets or sets what happens to a request whose origin is not allowed.</summary>
    /// <value>The default is <see cref="OriginMode.Enforce"/>.</value>
    public OriginMode OriginMode { get; set; }

    /// <summary>Gets or sets whether WebSocket handshakes without an <c>Origin</c> header are let through.</summary>
    /// <value>The default is <see langword="false"/>.</value>
    public bool AllowMissingOrigin { get; set; }

    /// <summary>Gets or sets the path below which the app lives, such as <c>/secret</c>.</summary>
    /// <value>The default is that of <see cref="PublicUrl"/>, else none.</value>
    public string? UrlRoot { get; set; }

    /// <summary>Gets or sets what the proxy does with the root in front of a path.</summary>
    /// <value>The default is <see cref="UrlRootMode.Auto"/>.</value>
    public UrlRootMode UrlRootMode { get; set; }

    /// <summary>Gets or sets whether clear text is served.</summary>
    /// <value>
    /// <see langword="true"/>: it is. <see langword="false"/>: it is refused. <see langword="null"/> (the default): it is refused as soon as https is known to exist.
    /// </value>
    public bool? AllowUnencrypted { get; set; }

    /// <summary>Gets or sets the exact paths, below the root, that are served in clear text.</summary>
    /// <value>The default is empty. Example: <c>/ping</c>.</value>
    [AllowNull]
    public IList<string> UnencryptedPaths { get; set => field = value ?? []; } = [];

    /// <summary>Gets or sets the addresses whose direct, unforwarded requests may be clear text and skip <see cref="AllowedHosts"/>.</summary>
    /// <value>The default is empty. The tokens are those of <see cref="TrustProxy"/>. Kubelets, Prometheus and sibling services are meant.</value>
    [AllowNull]
    public IList<string> UnencryptedPeers { get; set => field = value ?? []; } = [];

    /// <summary>Gets or sets the exact paths, below the root, whose unsafe requests skip the origin check.</summary>
    /// <value>The default is <c>/signin-oidc</c> and <c>/signin-wsfed</c>: an identity provider posts to them from its own origin.</value>
    [AllowNull]
    public IList<string> AnyOriginPaths { get; set => field = value ?? []; } = [];

    /// <summary>Gets or sets the port of the https URL to which clear text is redirected.</summary>
    /// <value>
    /// The default is that of <see cref="PublicUrl"/>; else 443 for requests which a trusted peer forwarded; else the port of the app's only https listener.
    /// </value>
    public int? HttpsPort { get; set; }

    /// <summary>Gets or sets whether ProxyAware inserts itself ahead of the whole pipeline.</summary>
    /// <value>The default is <see langword="true"/>. With <see langword="false"/>, call <c>app.UseProxyAware()</c> first of all.</value>
    /// <remarks>Read once, when the pipeline is built.</remarks>
    public bool AutoInsert { get; set; } = true;

    /// <summary>Whether <see cref="TrustProxy"/> was written as a list, where a number or <c>false</c> has no meaning of its own.</summary>
    internal bool TrustProxyIsList { get; set; }

    /// <summary>The key <see cref="TrustProxy"/> came from, when it is not its own: <c>TRUST_PROXY</c>.</summary>
    internal string? TrustProxyKey { get; set; }

    /// <summary>What the readers of configuration could not make sense of; reported with everything else that is wrong.</summary>
    internal IList<ConfigurationProblem> ReadProblems { get; } = [];

    /// <summary>What the readers of configuration want people to know.</summary>
    internal IList<StartNotice> ReadNotices { get; } = [];
}
