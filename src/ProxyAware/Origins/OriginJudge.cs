using Microsoft.Extensions.Primitives;

namespace ProxyAware.Origins;

/// <summary>Judges the origin of a WebSocket handshake and of an unsafe request. It knows no endpoints; those are asked when it refuses.</summary>
internal static class OriginJudge
{
    private const string SameOrigin = "same-origin";

    private const string None = "none";

    private const string CrossSite = "cross-site";

    /// <summary>
    /// A handshake needs an allowed origin. Browsers always send one, so a request with <c>Authorization</c>, which no browser adds to a handshake, comes
    /// from a native client and may do without.
    /// </summary>
    /// <param name="policy">The settings.</param>
    /// <param name="list">The list in force: the app's, or the endpoint's own.</param>
    /// <param name="ownCounts">Whether the app's own origin is allowed besides.</param>
    /// <param name="own">Under which origin the request came.</param>
    /// <param name="headers">The headers of the request.</param>
    public static OriginCheck JudgeHandshake(OriginPolicy policy, OriginAllowlist list, bool ownCounts, in OwnOrigin own, IHeaderDictionary headers)
    {
        var origins = headers.Origin;
        if (origins.Count == 0)
        {
            return policy.AllowMissing || headers.Authorization.Count > 0
                ? OriginCheck.Allow(OriginReason.NativeClient)
                : OriginCheck.Refuse(OriginReason.Missing);
        }

        var check = JudgeOrigin(policy, list, ownCounts, own, origins);
        return check.Reason == OriginReason.OwnOrigin && Names(headers["Sec-Fetch-Site"], CrossSite) ? OriginCheck.Refuse(OriginReason.CrossSite) : check;
    }

    /// <summary>An unsafe request is first judged by what the browser says of it (Fetch Metadata), then by its origin.</summary>
    /// <param name="policy">The settings.</param>
    /// <param name="list">The list in force: the app's, or the endpoint's own.</param>
    /// <param name="ownCounts">Whether the app's own origin is allowed besides.</param>
    /// <param name="own">Under which origin the request came.</param>
    /// <param name="headers">The headers of the request.</param>
    public static OriginCheck JudgeUnsafe(OriginPolicy policy, OriginAllowlist list, bool ownCounts, in OwnOrigin own, IHeaderDictionary headers)
    {
        var site = headers["Sec-Fetch-Site"];
        if (ownCounts && (Is(site, SameOrigin) || Is(site, None)))
        {
            return OriginCheck.Allow(OriginReason.SameOrigin);
        }

        var origins = headers.Origin;
        if (origins.Count > 0)
        {
            return JudgeOrigin(policy, list, ownCounts, own, origins);
        }

        return site.Count == 0 ? OriginCheck.Allow(OriginReason.NoBrowser) : OriginCheck.Refuse(OriginReason.CrossSite);
    }

    private static OriginCheck JudgeOrigin(OriginPolicy policy, OriginAllowlist list, bool ownCounts, in OwnOrigin own, StringValues origins)
    {
        if (list.AllowsAny)
        {
            return OriginCheck.Allow(OriginReason.Listed);
        }

        if (origins.Count > 1)
        {
            return OriginCheck.Refuse(OriginReason.Several);
        }

        var text = origins[0].AsSpan();
        if (!OriginText.TryParse(text, out var origin))
        {
            return OriginCheck.Refuse(text switch
            {
                "" => OriginReason.Empty,
                "null" => OriginReason.Null,
                _ => OriginReason.Malformed,
            });
        }

        if (list.Contains(origin))
        {
            return OriginCheck.Allow(OriginReason.Listed);
        }

        var reason = ownCounts ? policy.JudgeOwn(origin, own) : OriginReason.NotListed;
        return new(reason == OriginReason.OwnOrigin, reason);
    }

    /// <summary>What grants something must be said once and plainly.</summary>
    private static bool Is(StringValues values, string word) => values.Count == 1 && values[0] == word;

    /// <summary>What takes something away is heard wherever it stands.</summary>
    private static bool Names(StringValues values, string word)
    {
        foreach (var line in values)
        {
            if (line?.Contains(word, StringComparison.OrdinalIgnoreCase) == true)
            {
                return true;
            }
        }

        return false;
    }
}
