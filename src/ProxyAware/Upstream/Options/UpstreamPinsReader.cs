using System.Globalization;
using Microsoft.Extensions.Configuration;
using ProxyAware.Configuration;
using ProxyAware.Diagnostics;
using ProxyAware.Trust;

namespace ProxyAware.Upstream;

/// <summary>Reads the pins: one text, or a list of texts and objects. As everywhere, the last provider that has the key wins whole.</summary>
internal static class UpstreamPinsReader
{
    private static readonly string[] Names = [nameof(UpstreamPin.Sha256), nameof(UpstreamPin.ExpiresOn), nameof(UpstreamPin.Backup), nameof(UpstreamPin.Comment)];

    public static void Read(ProviderView view, UpstreamTlsOptions options)
    {
        var path = view.PathOf(UpstreamKeys.Pins);
        var key = view.FullKey(UpstreamKeys.Pins);
        var holders = view.Sources.Where(s => s.Text(path) is not null || s.Children(path).Count > 0).ToList();
        if (holders.Count == 0)
        {
            return;
        }

        var winner = holders[^1];
        var overridden = holders.SkipLast(1).Where(s => s.Name != winner.Name).Select(s => s.Name).ToList();
        if (overridden.Count > 0)
        {
            options.ReadNotices.Add(new(
                Codes.ProviderOverridden, IsWarning: false, $"{key} is taken from {winner.Name}; it overrides the value of {string.Join(" and ", overridden)}, of which nothing is kept"));
        }

        var text = winner.Text(path);
        var children = winner.Children(path);
        if (children.Count == 0)
        {
            options.Pins = [.. TokenList.Split(text).Select(UpstreamPin.FromString)];
        }
        else if (!string.IsNullOrWhiteSpace(text))
        {
            options.ReadProblems.Add(new(Codes.TextAndList, key, text, $"it is written as text and as a list at once (in {winner.Name})", "keep one of the two"));
        }
        else if (children.FirstOrDefault(c => !int.TryParse(c, NumberStyles.None, CultureInfo.InvariantCulture, out _)) is { } named)
        {
            options.ReadProblems.Add(new(
                Codes.BadShape, KeySource.Join(key, named), winner.Text(KeySource.Join(path, named)), $"'{key}' is a list (in {winner.Name})", "write an array of texts and objects"));
        }
        else
        {
            options.Pins = [.. children.Order(ConfigurationKeyComparer.Instance).SelectMany(c => Entry(winner, KeySource.Join(path, c), KeySource.Join(key, c), options))];
        }
    }

    private static IEnumerable<UpstreamPin> Entry(KeySource source, string path, string key, UpstreamTlsOptions options)
    {
        var fields = source.Children(path);
        if (fields.Count == 0)
        {
            return TokenList.Split(source.Text(path)).Select(UpstreamPin.FromString);
        }

        var pin = new UpstreamPin();
        foreach (var field in fields)
        {
            if (Set(pin, field, source.Text(KeySource.Join(path, field))?.Trim() ?? "") is { } wrong)
            {
                options.ReadProblems.Add(new(
                    wrong.Code, KeySource.Join(key, field), source.Text(KeySource.Join(path, field)), $"{wrong.Reason} (in {source.Name})", wrong.Fix));
            }
        }

        return [pin];
    }

    private static (string Code, string Reason, string Fix)? Set(UpstreamPin pin, string field, string text)
    {
        switch (field.ToUpperInvariant())
        {
            case "SHA256":
                pin.Sha256 = text;
                return null;
            case "COMMENT":
                pin.Comment = text;
                return null;
            case "EXPIRESON":
                var hasDate = UpstreamValueText.TryDate(text, out var date);
                pin.ExpiresOn = hasDate ? date : null;
                return hasDate || text.Length == 0 ? null : (Codes.BadShape, "it is no date", "write a day such as '2027-06-30'");
            case "BACKUP":
                var isBoolean = ValueText.TryBoolean(text, out var backup);
                pin.Backup = backup;
                return isBoolean || text.Length == 0 ? null : (Codes.BadBoolean, "it is neither true nor false", "write true or false");
            default:
                return (Codes.UnknownKey, "a pin has no such field", Nearest.Find(field, Names) is { } near ? $"write '{near}'" : $"write one of {string.Join(", ", Names)}");
        }
    }
}
