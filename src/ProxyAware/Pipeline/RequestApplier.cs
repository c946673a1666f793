using System.Net;
using Microsoft.AspNetCore.Http.Features;
using ProxyAware.Forwarding;
using ProxyAware.Hosts;
using ProxyAware.Https;
using ProxyAware.UrlRoots;

namespace ProxyAware.Pipeline;

/// <summary>
/// Makes the request look as the client sent it, in the places that every consumer reads: rate limits, logs, links and
/// authentication see the truth without knowing this library.
/// </summary>
internal static class RequestApplier
{
    public static void ApplyClient(ProxyResolution resolution, IHttpConnectionFeature connection)
    {
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
    }

    public static void ApplySchemeAndHost(ProxyAwareFeature feature, IHttpRequestFeature request)
    {
        // Links are made of the public URL as a whole: https on the host and port of an http URL would lead nowhere. Clear text stays
        // what it is, so that nothing takes it for encrypted.
        var scheme = feature.EffectiveHost.IsPublicUrl && feature.EffectiveScheme == SchemeParser.Https
            ? feature.Policy.Hosts.PublicUrl!.Scheme
            : feature.EffectiveScheme;
        if (!ReferenceEquals(request.Scheme, scheme))
        {
            request.Scheme = scheme;
        }

        // The usual host is the header as it stands. What HttpContext makes of a host when it is read, it makes of this one too.
        if (feature.EffectiveHost is { Verdict: not HostVerdict.Malformed, Host.HasValue: true } && !feature.HostIsAsReceived)
        {
            request.Headers.Host = feature.EffectiveHost.Host.ToUriComponent();
        }
    }

    public static void ApplyRoot(in RootDecision root, ProxyAwareFeature feature, HttpContext context, IHttpRequestFeature request)
    {
        if (!root.Root.IsNone)
        {
            feature.StrippedRoot = root.Stripped ? root.Root : UrlRoot.None;
            request.PathBase = new PathString(request.PathBase).Add(root.Root.Value).Value ?? "";
            request.Path = root.Path.Value ?? "";
        }

        if (feature.Policy.Root.IsDynamic)
        {
            context.Response.OnStarting(AddVary, (context.Response, feature.Policy.Root.PrefixHeader));
        }
    }

    /// <summary>A cache must not serve one root's links to another's visitors.</summary>
    private static Task AddVary(object state)
    {
        var (response, header) = ((HttpResponse, string))state;
        response.Headers.Append("Vary", header);
        return Task.CompletedTask;
    }
}
