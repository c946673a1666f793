using System.Net;

namespace ProxyAware.Tests.Support;

/// <summary>What nginx does with <c>set_real_ip_from</c> and <c>real_ip_recursive on</c>, written down anew.</summary>
internal static class NginxRealIp
{
    public static IPAddress Resolve(IPAddress address, ReadOnlySpan<char> header, Func<IPAddress, bool> isTrusted)
    {
        var rest = header.TrimEnd(", ");
        if (rest.IsEmpty || !isTrusted(address))
        {
            return address;
        }

        var start = rest.LastIndexOfAny(',', ' ') + 1;
        return Resolve(IPAddress.Parse(rest[start..]), rest[..start], isTrusted);
    }
}
