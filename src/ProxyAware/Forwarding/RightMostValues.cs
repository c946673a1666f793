using System.Runtime.CompilerServices;
using Microsoft.Extensions.Primitives;
using ProxyAware.Addresses;
using ProxyAware.Hosts;
using ProxyAware.Https;
using ProxyAware.UrlRoots;

namespace ProxyAware.Forwarding;

/// <summary>
/// Scheme, host, port and prefix from headers of their own. The right-most element is the trusted peer's own word, however many
/// there are: aligning it with the client's place in another header would let the client choose, because the client
/// decides how many elements that header has.
/// </summary>
internal static class RightMostValues
{
    public static void ReadScheme(HeaderPlan plan, StringValues lines, ref ResolutionData data, ref AcceptedElements accepted)
    {
        if (plan.ProtocolHeader is null || plan.ProtocolIsForwarded)
        {
            return;
        }

        // The usual header is one scheme and nothing else.
        if (plan.ProtocolForm == ProtocolHeaderForm.Scheme && lines is [{ } line] && SchemeParser.ParseScheme(line) is { } scheme)
        {
            data.Scheme = scheme;
            accepted.Protocol = line;
            data.SchemeStatus = ForwardedValueStatus.Accepted;
            return;
        }

        if (!TryTake(plan.ProtocolHeader, lines, ref data, out var element, out data.SchemeStatus))
        {
            return;
        }

        data.Scheme = plan.ProtocolForm switch
        {
            ProtocolHeaderForm.Switch => SchemeParser.ParseSwitch(element),
            ProtocolHeaderForm.Exact => element.SequenceEqual(plan.ProtocolValue) ? SchemeParser.Https : SchemeParser.Http,
            _ => SchemeParser.ParseScheme(element),
        };
        accepted.Protocol = data.Scheme is null ? null : AcceptedElements.TextOf(lines, element);
        data.SchemeStatus = data.Judge(data.Scheme is not null, plan.ProtocolHeader, data.SchemeStatus);
    }

    public static void ReadHost(HeaderPlan plan, StringValues lines, ref ResolutionData data, ref AcceptedElements accepted)
    {
        if (plan.HostHeader is null || plan.HostIsForwarded || !TryTake(plan.HostHeader, lines, ref data, out var element, out data.HostStatus))
        {
            return;
        }

        var valid = HostParser.TryParse(element, out _, out _);
        accepted.Host = data.Host = valid ? AcceptedElements.TextOf(lines, element) : null;
        data.HostStatus = data.Judge(valid, plan.HostHeader, data.HostStatus);
    }

    public static void ReadPort(HeaderPlan plan, StringValues lines, ref ResolutionData data, ref AcceptedElements accepted)
    {
        if (plan.PortHeader is null || !TryTake(plan.PortHeader, lines, ref data, out var element, out data.PortStatus))
        {
            return;
        }

        var valid = AddressParser.TryParsePort(element, out var port) && port > 0;
        data.Port = valid ? port : 0;
        accepted.Port = valid ? AcceptedElements.TextOf(lines, element) : null;
        data.PortStatus = data.Judge(valid, plan.PortHeader, data.PortStatus);
    }

    public static void ReadPrefix(HeaderPlan plan, StringValues lines, ref ResolutionData data, ref AcceptedElements accepted)
    {
        if (plan.PrefixHeader is null || !TryTake(plan.PrefixHeader, lines, ref data, out var element, out data.PrefixStatus))
        {
            return;
        }

        var valid = PathPrefixParser.TryParse(element, out var prefix);
        data.Prefix = prefix;
        accepted.Prefix = valid ? AcceptedElements.TextOf(lines, element) : null;
        data.PrefixStatus = data.Judge(valid, plan.PrefixHeader, data.PrefixStatus);
    }

    // Not in place: four copies of it would make the way of every request wider.
    [MethodImpl(MethodImplOptions.NoInlining)]
    private static bool TryTake(
        string header, StringValues lines, ref ResolutionData data, out ReadOnlySpan<char> element, out ForwardedValueStatus status)
    {
        var reader = new ElementReader(lines);
        if (reader.TryNext(out element))
        {
            status = data.AcceptedHop > 1 && (reader.TryNext(out _) || reader.TooLong) ? ForwardedValueStatus.Appended : ForwardedValueStatus.Accepted;
            return true;
        }

        status = data.Judge(!reader.TooLong, header, ForwardedValueStatus.Absent);
        return false;
    }
}
