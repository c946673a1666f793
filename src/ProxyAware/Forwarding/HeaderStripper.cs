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
    public static StrippedHeaders Strip(HeaderPlan plan, in HeaderScan scan, in AcceptedElements accepted, IHeaderDictionary headers)
    {
        var removed = 0UL;
        var cut = 0UL;
        for (var present = scan.Present; present != 0; present &= present - 1)
        {
            var index = BitOperations.TrailingZeroCount(present);
            var name = plan.Names[index];
            var (lines, text) = Accepted(plan.RolesOf(index), index == plan.ForwardedIndex, scan, accepted);
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

    private static (StringValues Lines, string? Text) Accepted(HeaderRole roles, bool isForwarded, in HeaderScan scan, in AcceptedElements accepted)
    {
        if (roles == HeaderRole.None)
        {
            return default;
        }

        if (isForwarded)
        {
            return (scan.Forwarded, accepted.Forwarded);
        }

        return roles switch
        {
            HeaderRole.For => (scan.For, accepted.For),
            HeaderRole.Protocol => (scan.Protocol, accepted.Protocol),
            HeaderRole.Host => (scan.Host, accepted.Host),
            HeaderRole.Port => (scan.Port, accepted.Port),
            HeaderRole.Prefix => (scan.Prefix, accepted.Prefix),
            _ => default,
        };
    }
}
