using System.Security.Cryptography;

namespace ProxyAware.Diagnostics.Audit;

/// <summary>One run of the audit: who started it, where, and what it may send.</summary>
/// <param name="client">Who started it.</param>
/// <param name="path">The path below which its probes arrive, as it arrives.</param>
/// <param name="started">When it was started.</param>
internal sealed class AuditRun(ProbeClient client, string path, DateTimeOffset started)
{
    /// <summary>How many requests one run may send.</summary>
    public const int MaxProbes = 40;

    private readonly List<AuditProbe> _probes = [];

    /// <summary>By what the page asks for it.</summary>
    public string Id { get; } = RandomNumberGenerator.GetHexString(32, lowercase: true);

    public ProbeClient Client { get; } = client;

    public string Path { get; } = path;

    public DateTimeOffset Started { get; } = started;

    public Forger Forger { get; } = new();

    /// <summary>Whether identity headers are forged too; their risk has been confirmed then.</summary>
    public bool Identity { get; init; }

    /// <summary>Where the browser says the page is.</summary>
    public string Page { get; init; } = "";

    /// <summary>Where the app says it is.</summary>
    public string OwnUrl { get; init; } = "";

    /// <summary>The path of the page, as the app writes it into links.</summary>
    public string Root { get; init; } = "";

    /// <summary>The probes so far, in the order in which they were minted.</summary>
    public IReadOnlyList<AuditProbe> Probes => _probes;

    /// <summary>The settings by which the run is judged; null before it is planned.</summary>
    public Configuration.ProxyAwarePolicy? Policy { get; set; }

    /// <summary>Where the redirect leads, as the app would write it.</summary>
    public string? Location { get; set; }

    public AuditProbe? Find(ProbeKind kind) => _probes.Find(p => p.Kind == kind);

    /// <exception cref="InvalidOperationException">The run has no requests left.</exception>
    public AuditProbe Add(ProbeKind kind, IReadOnlyList<ForgedHeader> headers, DateTimeOffset expires)
    {
        if (_probes.Count == MaxProbes)
        {
            throw new InvalidOperationException($"An audit sends at most {MaxProbes} requests.");
        }

        var probe = new AuditProbe(this, kind, headers, expires);
        _probes.Add(probe);
        return probe;
    }
}
