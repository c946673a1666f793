using System.Globalization;
using System.Security.Authentication;
using ProxyAware.Diagnostics;
using ProxyAware.Upstream;
using ProxyAware.Upstream.Reporting;

namespace ProxyAware;

/// <summary>A connection to an upstream was refused. No byte of the request was sent, unless it is the server that refused a client certificate.</summary>
/// <remarks>
/// <see cref="HttpClient"/> wraps it into an <see cref="HttpRequestException"/> whose <see cref="HttpRequestException.HttpRequestError"/> is
/// <see cref="HttpRequestError.SecureConnectionError"/>. Names and subjects that the server chose are escaped and capped.
/// </remarks>
public sealed class UpstreamTlsException : AuthenticationException
{
    internal UpstreamTlsException(string upstream, string endpoint, UpstreamFailure failure, Exception? inner = null)
        : base(Text(upstream, endpoint, failure), inner)
    {
        Upstream = upstream;
        Endpoint = endpoint;
        Reason = failure.Reason;
        MayPass = failure.MayPass;
        Remedy = failure.Remedy;
        ServerName = failure.ServerName;
        OfferedNames = failure.OfferedNames;
        NotBefore = failure.NotBefore;
        NotAfter = failure.NotAfter;
        ChainStatus = failure.ChainStatus;
        Chain = failure.Chain;
        SeenPins = failure.SeenPins;
        ExpectedPins = failure.ExpectedPins;
    }

    /// <summary>Gets the reason.</summary>
    public UpstreamTlsReason Reason { get; }

    /// <summary>Gets the stable code of the reason, such as <c>PA5202</c>.</summary>
    public string Code => CodeOf(Reason);

    /// <summary>Gets the name of the upstream in the configuration.</summary>
    public string Upstream { get; }

    /// <summary>Gets host and port that were connected to.</summary>
    public string Endpoint { get; }

    /// <summary>Gets what to do about it.</summary>
    public string Remedy { get; }

    /// <summary>Gets the name that the certificate must have; <see langword="null"/> where it did not come to that.</summary>
    public string? ServerName { get; }

    /// <summary>Gets the names and addresses that the certificate has, at most eight.</summary>
    public IReadOnlyList<string> OfferedNames { get; }

    /// <summary>Gets the time from which the certificate at fault, else that of the server, is valid.</summary>
    public DateTimeOffset? NotBefore { get; }

    /// <summary>Gets the time until which the certificate at fault, else that of the server, is valid.</summary>
    public DateTimeOffset? NotAfter { get; }

    /// <summary>Gets what the framework says about the chain, such as <c>UntrustedRoot</c>.</summary>
    public IReadOnlyList<string> ChainStatus { get; }

    /// <summary>Gets the subjects of the chain, the server's first, at most eight.</summary>
    public IReadOnlyList<string> Chain { get; }

    /// <summary>Gets the pins of the chain in the spelling of the configuration, the server's first, at most eight.</summary>
    public IReadOnlyList<string> SeenPins { get; }

    /// <summary>Gets the pins that would have been taken.</summary>
    public IReadOnlyList<string> ExpectedPins { get; }

    /// <summary>Whether something else may have caused it, which passes by itself.</summary>
    internal bool MayPass { get; }

    /// <summary>Whether the handshake itself had ended well.</summary>
    internal bool AfterHandshake { get; init; }

    /// <summary>What the server showed; null if it did not come to that.</summary>
    internal CertificateSnapshot? Certificate { get; init; }

    internal static string CodeOf(UpstreamTlsReason reason) => Codes.UpstreamFailurePrefix + (200 + (int)reason).ToString(CultureInfo.InvariantCulture);

    private static string Text(string upstream, string endpoint, UpstreamFailure failure) =>
        $"{CodeOf(failure.Reason)}: Upstream '{upstream}' ({endpoint}): {failure.Message}. {failure.Remedy}.";
}
