using System.Net;
using System.Net.Sockets;
using Microsoft.Extensions.Configuration;
using ProxyAware.Configuration;
using ProxyAware.Diagnostics.Explain.Offline;

namespace ProxyAware;

/// <summary>
/// Explains requests that nobody sends: what an app with these settings would decide about them, and why. Every request is read by Kestrel itself and goes
/// through the same middleware as a live one, in memory: nothing listens, is logged, counted or remembered.
/// </summary>
/// <remarks>
/// The app's endpoints are not known here. Where they are marked (<c>AllowUnencrypted()</c>, <c>AllowAnyOrigin()</c>, <c>RequireOrigins(...)</c>), or a CORS policy
/// permits an origin, the app may answer otherwise; <see cref="ProxyExplanation.Notes"/> says so where it matters. Kestrel reads with its default limits. It is a
/// tool for a command line or a test: one server in memory runs until it is disposed of. It may be used by many threads at once.
/// </remarks>
public sealed class ProxyExplainer : IAsyncDisposable
{
    private readonly ProxyAwarePolicy _policy;
    private readonly ProxyExplainerOptions _settings;
    private readonly OfflineServer _server = new();

    /// <summary>Initializes a new instance of the <see cref="ProxyExplainer"/> class with settings from code.</summary>
    /// <param name="options">The options of the app; they are read once.</param>
    /// <param name="settings">What else is known about the app.</param>
    /// <exception cref="ArgumentNullException"><paramref name="options"/> is <see langword="null"/>.</exception>
    /// <exception cref="ProxyAwareConfigurationException">The options cannot be used.</exception>
    public ProxyExplainer(ProxyAwareOptions options, ProxyExplainerOptions? settings = null)
    {
        ArgumentNullException.ThrowIfNull(options);
        _settings = settings ?? new();
        _policy = PolicyCompiler.CompileOrThrow(options, ContentFolder.Of(_settings.ContentRoot));
    }

    /// <summary>Makes an explainer with the settings that an app would read from its configuration.</summary>
    /// <param name="configuration">The whole configuration, of which the section <c>ProxyAware</c> and <c>TRUST_PROXY</c> are read; or a section that holds the settings.</param>
    /// <param name="settings">What else is known about the app. Where it does not say on which addresses the app listens, a whole configuration does.</param>
    /// <returns>The explainer.</returns>
    /// <exception cref="ArgumentNullException"><paramref name="configuration"/> is <see langword="null"/>.</exception>
    /// <exception cref="ProxyAwareConfigurationException">The settings cannot be used.</exception>
    public static ProxyExplainer FromConfiguration(IConfiguration configuration, ProxyExplainerOptions? settings = null)
    {
        ArgumentNullException.ThrowIfNull(configuration);
        settings ??= new();
        var options = new ProxyAwareOptions();
        new ConfigureFromSection(configuration).Configure(options);
        if (configuration is IConfigurationRoot)
        {
            TrustProxyVariable.Apply(configuration, options);
            settings = settings with { ListenAddresses = settings.ListenAddresses ?? ConfiguredListeners.Read(configuration) };
        }

        return new(options, settings);
    }

    /// <summary>Explains a request.</summary>
    /// <param name="text">The request as text; see <see cref="RequestToExplain.Parse"/>.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    /// <returns>The decision and its reasons.</returns>
    /// <exception cref="ArgumentNullException"><paramref name="text"/> is <see langword="null"/>.</exception>
    /// <exception cref="FormatException">
    /// The text is no request, or one that Kestrel answers itself, before the app sees it. The message names the line.
    /// </exception>
    public Task<ProxyExplanation> ExplainAsync(string text, CancellationToken cancellationToken = default) => ExplainAsync(RequestToExplain.Parse(text), cancellationToken);

    /// <summary>Explains a request.</summary>
    /// <param name="request">The request.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    /// <returns>The decision and its reasons. No header makes this throw.</returns>
    /// <exception cref="ArgumentNullException"><paramref name="request"/> is <see langword="null"/>.</exception>
    /// <exception cref="FormatException">Kestrel answers the request itself, before the app sees it. The message names the line.</exception>
    public async Task<ProxyExplanation> ExplainAsync(RequestToExplain request, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(request);
        var pipeline = new OfflinePipeline(_policy, _settings, request);
        ProxyExplanation? explanation = null;
        var rejection = await _server.SendAsync(
            request.Head, PeerOf(request), request.IsHttps, async context => explanation = await pipeline.RunAsync(context), cancellationToken);
        return rejection is null
            ? explanation!
            : throw new FormatException(await RejectionReport.MakeAsync(_server, request, rejection, cancellationToken));
    }

    /// <summary>Stops the server in memory.</summary>
    /// <returns>A task that ends when it has stopped.</returns>
    public ValueTask DisposeAsync() => _server.DisposeAsync();

    /// <summary>What the socket would say; nothing for a peer about which nothing is known.</summary>
    private static EndPoint? PeerOf(RequestToExplain request) => request.Peer.Kind switch
    {
        ProxyPeerKind.Address => new IPEndPoint(request.Peer.Address!, request.PeerPort),
        ProxyPeerKind.UnixSocket => new UnixDomainSocketEndPoint("/peer"),
        _ => null,
    };
}
