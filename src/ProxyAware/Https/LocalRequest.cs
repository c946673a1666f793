using Microsoft.Extensions.Primitives;
using ProxyAware.Hosts;

namespace ProxyAware.Https;

/// <summary>
/// Whether a request was made on this machine: the peer is local, nothing on it says that it was forwarded, and every host it names is local.
/// A proxy on the same machine that sends none of the headers cannot be told from a local client by anything but the
/// host, which is why the host must be local too; it is why being local grants nothing but clear text.
/// </summary>
internal static class LocalRequest
{
    public static bool Is(in ProxyPeer peer, bool wasForwarded, bool hasVia, IHeaderDictionary headers) =>
        !wasForwarded
        && !hasVia
        && peer.IsLocal
        && IsLocalAuthority(headers.Host.ToString())
        && NamesLocal(headers.Origin)
        && NamesLocal(headers.Referer);

    private static bool IsLocalAuthority(ReadOnlySpan<char> authority) =>
        HostParser.TryParse(authority, out var host, out _) && HostName.IsLocal(host);

    private static bool NamesLocal(StringValues urls)
    {
        foreach (var url in urls)
        {
            if (!IsLocalAuthority(UrlText.Authority(url)))
            {
                return false;
            }
        }

        return true;
    }
}
