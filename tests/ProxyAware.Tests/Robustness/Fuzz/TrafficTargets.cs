using ProxyAware.Diagnostics;
using ProxyAware.Diagnostics.Traffic;

namespace ProxyAware.Tests.Robustness.Fuzz;

/// <summary>What diagnostics look at.</summary>
internal static class TrafficTargets
{
    public static IEnumerable<FuzzTarget> All =>
    [
        new("cookies", ["a=1", "a=1; b=2; a=3", "session=x;session=y", "=;=", ";;;", "a"], ["; ", ";", "=", "a", "session"], Cookies),
        new(
            "request to explain",
            ["GET / HTTP/1.1\nHost: a.example\n", "# peer: 10.0.0.5:1234\n# scheme: https\nPOST /x?y=1 HTTP/1.1\r\nHost: a\r\nX-Forwarded-For: 203.0.113.9\r\n\r\nbody", "# peer: unix\n\nGET http://a/ HTTP/1.0\n"],
            ["# peer: ", "# scheme: ", "HTTP/1.1", "\r\n", "\n\n", "unix", "Host:"],
            RequestText),
        new("text for the log", ["plain", "with\nline feed", "\u001b[31mred", "right\u202eleft"], ["\n", "\u001b", "x"], LogText),
    ];

    private static bool Cookies(string text)
    {
        var name = Allocations.Bounded(text.Length + (2 * 4096) + 64, () => TwiceSetCookie.Find(text));
        Assert.True(name is null || (name.Length > 0 && text.Contains(name, StringComparison.Ordinal)));
        return name is not null;
    }

    private static bool RequestText(string text)
    {
        try
        {
            _ = RequestToExplain.Parse(text);
            return true;
        }
        catch (FormatException exception)
        {
            Assert.NotEmpty(exception.Message);
            return false;
        }
    }

    private static bool LogText(string text)
    {
        var quoted = SafeText.Quote(text);
        Assert.InRange(quoted.Length, 0, 210);
        Assert.DoesNotContain(quoted, char.IsControl);
        Assert.DoesNotContain(quoted, char.IsSurrogate);
        return quoted == text;
    }
}
