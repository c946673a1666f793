using ProxyAware.Diagnostics.Findings;

namespace ProxyAware.Upstream.Reporting;

/// <summary>When the end of a certificate or pin is near enough to be spoken of.</summary>
internal static class Expiry
{
    public static readonly TimeSpan Warning = TimeSpan.FromDays(30);

    public static readonly TimeSpan Error = TimeSpan.FromDays(7);

    /// <summary>
    /// Up to here the fixed limits would call a certificate that was issued just now too old. Those are renewed by programs, which do so when a third of
    /// the life is left.
    /// </summary>
    private static readonly TimeSpan ShortLived = Error;

    /// <returns>How much it matters; <see langword="null"/> while it does not.</returns>
    public static FindingSeverity? Judge(DateTimeOffset notBefore, DateTimeOffset notAfter, DateTimeOffset now)
    {
        var left = notAfter - now;
        var life = notAfter - notBefore;
        return left <= TimeSpan.Zero ? FindingSeverity.Error
            : life > ShortLived ? Judge(left)
            : left < life / 3 ? FindingSeverity.Warning
            : FindingSeverity.Notice;
    }

    public static FindingSeverity? Judge(TimeSpan left) =>
        left <= Error ? FindingSeverity.Error : left <= Warning ? FindingSeverity.Warning : null;

    /// <summary>The end of something whose last day (UTC) this is.</summary>
    public static DateTimeOffset EndOf(DateOnly lastDay) => new(lastDay.AddDays(1), TimeOnly.MinValue, TimeSpan.Zero);

    /// <summary>Since when it is spoken of: since the limit was passed, but not from before it was known.</summary>
    public static DateTimeOffset Since(DateTimeOffset end, DateTimeOffset known) => end - Warning > known ? end - Warning : known;

    /// <summary>Such as <c>expires on 2026-12-01 10:00Z, in 5 day(s)</c>.</summary>
    public static string Describe(DateTimeOffset end, DateTimeOffset now)
    {
        var left = end - now;
        var amount = left.Duration() >= TimeSpan.FromDays(1) ? $"{(int)left.Duration().TotalDays} day(s)" : $"{(int)left.Duration().TotalHours} hour(s)";
        return left > TimeSpan.Zero ? $"expires on {end.UtcDateTime:yyyy-MM-dd HH:mm}Z, in {amount}" : $"expired on {end.UtcDateTime:yyyy-MM-dd HH:mm}Z, {amount} ago";
    }
}
