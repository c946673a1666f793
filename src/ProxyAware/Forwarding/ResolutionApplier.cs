using System.Net;

namespace ProxyAware.Forwarding;

/// <summary>
/// Makes the request look as the client sent it, in the places that every consumer reads: rate limits, logs, links and
/// authentication see the truth without knowing this library.
/// </summary>
internal static class ResolutionApplier
{
    public static void Apply(ProxyResolution resolution, HttpContext context)
    {
        var connection = context.Connection;
        switch (resolution.ClientQuality)
        {
            case ClientQuality.Hidden:
                // Not null: many programs take null for a local caller. No list of addresses holds this one.
                connection.RemoteIpAddress = IPAddress.None;
                connection.RemotePort = 0;
                break;
            case ClientQuality.Proxied:
                connection.RemoteIpAddress = resolution.ClientAddress;
                connection.RemotePort = resolution.ClientPort;
                break;
            default:
                // The peer itself, with "::ffff:192.0.2.1" in its plain form.
                if (!ReferenceEquals(connection.RemoteIpAddress, resolution.ClientAddress))
                {
                    connection.RemoteIpAddress = resolution.ClientAddress;
                }

                break;
        }

        if (resolution.Scheme is { } scheme)
        {
            context.Request.Scheme = scheme;
        }

        if (resolution.Host is { } host)
        {
            context.Request.Host = new HostString(host);
        }
    }
}
