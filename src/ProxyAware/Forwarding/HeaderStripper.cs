using System.Numerics;
using Microsoft.Extensions.Primitives;

namespace ProxyAware.Forwarding;

/// <summary>
/// Removes every forwarding header that was not believed, and cuts those that were to the element that was accepted, so that
/// code which reads "the first entry" of a header is not fooled. The whole chain stays on the feature.
/// </summary>
internal static class HeaderStripper
{
    public static void Strip(HeaderPlan plan, in HeaderScan scan, in ResolutionData data, IHeaderDictionary headers)
    {
        for (var present = scan.Present; present != 0; present &= present - 1)
        {
            var index = BitOperations.TrailingZeroCount(present);
            var name = plan.Names[index];
            var (lines, text) = Accepted(plan.RolesOf(index), index == plan.ForwardedIndex, scan, data);
            if (text is null)
            {
                headers.Remove(name);
            }
            else if (lines.Count != 1 || !ReferenceEquals(lines[0], text))
            {
                headers[name] = text;
            }
        }
    }

    private static (StringValues Lines, string? Text) Accepted(HeaderRole roles, bool isForwarded, in HeaderScan scan, in ResolutionData data)
    {
        if (roles == HeaderRole.None || !data.PeerTrusted)
        {
            return default;
        }

        if (isForwarded)
        {
            return (scan.Forwarded, data.ForwardedText);
        }

        return roles switch
        {
            HeaderRole.For => (scan.For, data.ForText),
            HeaderRole.Protocol => (scan.Protocol, data.ProtocolText),
            HeaderRole.Host => (scan.Host, data.HostText),
            HeaderRole.Port => (scan.Port, data.PortText),
            HeaderRole.Prefix => (scan.Prefix, data.PrefixText),
            _ => default,
        };
    }
}
