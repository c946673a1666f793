using System.Diagnostics.CodeAnalysis;
using ProxyAware.Https;

namespace ProxyAware.Hosts;

/// <summary>Hosts with ports.</summary>
internal static class Authorities
{
    public static int DefaultPort(string scheme) => scheme == SchemeParser.Https ? 443 : 80;

    /// <summary>Host and port as they stand in a URL of a scheme; default ports are never written.</summary>
    public static HostString Format(string host, int port, string scheme) =>
        port == 0 || port == DefaultPort(scheme) ? new HostString(host) : new HostString(host, port);

    /// <summary>Reads <c>host[:port]</c> as a person may write it: any case, international names.</summary>
    public static bool TryParseConfigured(string text, [NotNullWhen(true)] out string? host, out int port)
    {
        host = null;
        port = 0;
        var bracket = text.LastIndexOf(']');
        var colon = text.IndexOf(':', bracket + 1);
        if (colon >= 0 && (!Addresses.AddressParser.TryParsePort(text.AsSpan(colon + 1), out port) || port == 0))
        {
            return false;
        }

        return HostName.TryCanonicalize(colon < 0 ? text : text[..colon], out host);
    }
}
