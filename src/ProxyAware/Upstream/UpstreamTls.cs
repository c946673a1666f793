using System.Diagnostics.Metrics;
using Microsoft.Extensions.Logging.Abstractions;
using ProxyAware.Configuration;
using ProxyAware.Upstream;
using ProxyAware.Upstream.Compilation;
using ProxyAware.Upstream.Handlers;
using ProxyAware.Upstream.Handshake;
using ProxyAware.Upstream.Reporting;

namespace ProxyAware;

/// <summary>
/// Verifies or pins the TLS of one upstream, for any handler: <see cref="HttpClient"/> over HTTP/1.1 and HTTP/2, <see cref="HttpMessageInvoker"/> for
/// <c>ClientWebSocket</c>, gRPC channels. It is usable without a host, and safe for use by several threads.
/// </summary>
/// <remarks>
/// Its files are read again when their content changes. New handshakes use the new content at once; a file that cannot be used is
/// logged, and the last good content stays in force. A change that demands more retires the old connections; responses in flight complete.
/// </remarks>
public sealed class UpstreamTls : IDisposable
{
    private readonly UpstreamState _state;
    private readonly UpstreamConnector _connector;
    private readonly HandshakeLog _log;

    internal UpstreamTls(UpstreamState state)
    {
        _state = state;
        _log = new(state);
        _connector = new(() => state.Current, state.Time, _log);
    }

    /// <summary>Gets the name of the upstream in the configuration, or the one that it was given in code.</summary>
    public string Name => _state.Name;

    internal UpstreamState State => _state;

    internal UpstreamConnector Connector => _connector;

    internal HandshakeLog HandshakeLog => _log;

    /// <summary>Checks settings and makes them usable without a host.</summary>
    /// <param name="options">The settings. They are read once; what their files hold is watched.</param>
    /// <param name="loggerFactory">Where warnings and refusals go; by default nowhere.</param>
    /// <param name="timeProvider">The clock; by default that of the system.</param>
    /// <param name="meterFactory">Where handshakes are measured, see <see cref="ProxyAwareMeters"/>; by default nowhere.</param>
    /// <param name="name">The name of the upstream in logs, errors and metrics. Where there are several, give each its own.</param>
    /// <param name="contentRoot">The folder to which paths are relative. The default is the current directory.</param>
    /// <returns>The upstream. Dispose it after its handlers.</returns>
    /// <exception cref="ArgumentNullException"><paramref name="options"/> or <paramref name="name"/> is <see langword="null"/>.</exception>
    /// <exception cref="ArgumentException"><paramref name="name"/> is empty.</exception>
    /// <exception cref="ProxyAwareConfigurationException">The settings cannot be used; all problems are reported together.</exception>
    /// <remarks>There is no environment here: <see cref="UpstreamVerification.DangerousNone"/> needs <see cref="UpstreamTlsOptions.AllowDangerousVerificationInProduction"/>.</remarks>
    public static UpstreamTls Create(
        UpstreamTlsOptions options,
        ILoggerFactory? loggerFactory = null,
        TimeProvider? timeProvider = null,
        IMeterFactory? meterFactory = null,
        string name = "upstream",
        string? contentRoot = null)
    {
        ArgumentNullException.ThrowIfNull(options);
        ArgumentException.ThrowIfNullOrEmpty(name);
        var scope = new UpstreamScope(name, nameof(UpstreamTlsOptions), ContentFolder.Of(contentRoot), IsDevelopment: false);
        var copy = UpstreamOptionsCopy.Of(options);
        var state = new UpstreamState(scope, () => copy, loggerFactory ?? NullLoggerFactory.Instance, timeProvider ?? TimeProvider.System, meterFactory is null ? null : UpstreamMetrics.For(meterFactory));
        try
        {
            state.Start();
            return new(state);
        }
        catch
        {
            state.Dispose();
            throw;
        }
    }

    /// <summary>Makes a handler that connects to this upstream.</summary>
    /// <returns>The handler, to be disposed by the caller. It follows no redirects to other places and uses no proxy.</returns>
    /// <remarks>Requests for <c>http://</c> and HTTP/3 are refused. Connections are pooled for two minutes, so that changes of DNS are seen.</remarks>
    /// <exception cref="ObjectDisposedException">The upstream was disposed.</exception>
    public HttpMessageHandler CreateHandler() => CreateHandler(OwnedHandler.Template());

    /// <summary>Stops the watching of files. Connections that exist live on; handlers make no new ones.</summary>
    public void Dispose() => _state.Dispose();

    internal HttpMessageHandler CreateHandler(SocketsHttpHandler template)
    {
        _ = _state.Current;
        return new OwnedHandler(this, template);
    }
}
