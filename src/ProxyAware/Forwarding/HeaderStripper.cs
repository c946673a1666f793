using System.Numerics;
using Microsoft.Extensions.Primitives;

namespace ProxyAware.Forwarding;

/// <summary>
/// Removes every forwarding header that was not believed, and cuts those that were to the element that was accepted, so that
/// code which reads "the first entry" of a header is not fooled. The whole chain stays on the feature.
/// </summary>
internal static class HeaderStripper
{
    /// <returns>What became of the headers that were there.</returns>
    public static StrippedHeaders Strip(HeaderPlan plan, in HeaderScan scan, in ResolutionData data, IHeaderDictionary headers)
    {
        var removed = 0UL;
        var cut = 0UL;
        for (var present = scan.Present; present != 0; present &= present - 1)
        {
            var index = BitOperations.TrailingZeroCount(present);
            var name = plan.Names[index];
            var (lines, text) = Accepted(plan.RolesOf(index), name, scan, data);
            if (text is null)
            {
                headers.Remove(name);
                removed |= 1UL << index;
            }
            else if (lines.Count != 1 || !ReferenceEquals(lines[0], text))
            {
                headers[name] = text;
                cut |= 1UL << index;
            }
        }

        return new(removed, cut);
    }

    private static (StringValues Lines, string? Text) Accepted(HeaderRole roles, string name, in HeaderScan scan, in ResolutionData data)
    {
        if (roles == HeaderRole.None || !data.PeerTrusted)
        {
            return default;
        }

        if (HeaderPlan.IsForwarded(name))
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
