using System.Globalization;
using System.Security.Authentication;

namespace ProxyAware.Upstream;

/// <summary>How the texts of an upstream's configuration are read. All of them are trimmed and not empty when they come here.</summary>
internal static class UpstreamValueText
{
    private static readonly string[] Clock = [@"h\:mm\:ss", @"hh\:mm\:ss", @"h\:mm\:ss\.FFF", @"hh\:mm\:ss\.FFF"];

    /// <summary>Reads <c>00:00:05</c>, <c>5s</c> and <c>500ms</c>. The framework would read a bare <c>5</c> as days.</summary>
    public static bool TryDuration(string text, out TimeSpan value)
    {
        if (TimeSpan.TryParseExact(text, Clock, CultureInfo.InvariantCulture, out value))
        {
            return true;
        }

        var unit = text.EndsWith("ms", StringComparison.OrdinalIgnoreCase) ? "ms" : text.EndsWith("s", StringComparison.OrdinalIgnoreCase) ? "s" : null;
        if (unit is null || !int.TryParse(text.AsSpan(0, text.Length - unit.Length).TrimEnd(), NumberStyles.None, CultureInfo.InvariantCulture, out var number))
        {
            return false;
        }

        value = unit == "ms" ? TimeSpan.FromMilliseconds(number) : TimeSpan.FromSeconds(number);
        return true;
    }

    /// <summary>Reads a whole number without sign.</summary>
    public static bool TryCount(string text, out int value) => int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out value);

    /// <summary>Reads <c>2027-06-30</c>.</summary>
    public static bool TryDate(string text, out DateOnly value) =>
        DateOnly.TryParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out value);

    /// <summary>Reads one protocol by name. Its number (192 is TLS 1.0) and what nobody should offer any more are none.</summary>
    public static bool TryProtocol(string text, out SslProtocols value)
    {
        value = text.ToUpperInvariant() switch
        {
            "TLS12" or "TLSV1.2" or "TLS1.2" => SslProtocols.Tls12,
            "TLS13" or "TLSV1.3" or "TLS1.3" => SslProtocols.Tls13,
            _ => SslProtocols.None,
        };
        return value != SslProtocols.None;
    }
}
