using Microsoft.Extensions.Primitives;
using ProxyAware.Hosts;
using ProxyAware.Https;

namespace ProxyAware.Forwarding;

/// <summary>
/// Scheme and host from <c>Forwarded</c>, which is exact: they are those of the element at which the walk ended, never another's. The walk
/// finds that element also where the client's address is not read from it.
/// </summary>
internal static class ForwardedValues
{
    public static void Read(HeaderPlan plan, in WalkResult walk, StringValues lines, ref ResolutionData data, ref AcceptedElements accepted)
    {
        if (walk.Reason is ProxyReason.Malformed or ProxyReason.TooLong)
        {
            data.MalformedHeader ??= ProxyAwareDefaults.Forwarded;
            data.SchemeStatus = Status(plan.ProtocolIsForwarded, ForwardedValueStatus.Malformed);
            data.HostStatus = Status(plan.HostIsForwarded, ForwardedValueStatus.Malformed);
            return;
        }

        data.SchemeStatus = Status(plan.ProtocolIsForwarded, ForwardedValueStatus.Absent);
        data.HostStatus = Status(plan.HostIsForwarded, ForwardedValueStatus.Absent);
        if (walk.Element.IsEmpty || !ForwardedElement.TryParse(walk.Element, out var element))
        {
            return;
        }

        accepted.Forwarded = AcceptedElements.TextOf(lines, walk.Element);
        Span<char> buffer = stackalloc char[ForwardedElement.MaxValueLength];
        if (plan.ProtocolIsForwarded && !element.Proto.IsEmpty)
        {
            data.Scheme = ForwardedElement.TryUnquote(element.Proto, buffer, out var proto) ? SchemeParser.ParseScheme(proto) : null;
            data.SchemeStatus = data.Judge(data.Scheme is not null, ProxyAwareDefaults.Forwarded, ForwardedValueStatus.Accepted);
        }

        if (plan.HostIsForwarded && !element.Host.IsEmpty)
        {
            var valid = ForwardedElement.TryUnquote(element.Host, buffer, out var host) && HostParser.TryParse(host, out _, out _);
            data.Host = valid ? host.ToString() : null;
            data.HostStatus = data.Judge(valid, ProxyAwareDefaults.Forwarded, ForwardedValueStatus.Accepted);
        }
    }

    private static ForwardedValueStatus Status(bool isRead, ForwardedValueStatus status) => isRead ? status : ForwardedValueStatus.NotRead;
}
