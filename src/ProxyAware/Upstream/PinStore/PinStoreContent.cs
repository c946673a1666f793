using System.Text;
using ProxyAware.Upstream.Pins;

namespace ProxyAware.Upstream.PinStore;

/// <summary>Looks a backend up in the text of the store.</summary>
internal static class PinStoreContent
{
    /// <returns>A match, a mismatch, damage, or unknown; damage elsewhere in the file matters only where nothing is known yet.</returns>
    public static PinStoreVerdict Find(ReadOnlySpan<byte> content, string key, SpkiPin seen)
    {
        var text = Encoding.UTF8.GetString(content).AsSpan().TrimStart('\uFEFF');
        var found = default(PinStoreVerdict);
        var damage = default(PinStoreVerdict);
        var number = 0;
        foreach (var line in text.EnumerateLines())
        {
            number++;
            if (!PinStoreLine.IsEntry(line))
            {
                continue;
            }

            var isOwn = PinStoreLine.KeyOf(line).Equals(key, StringComparison.OrdinalIgnoreCase);
            if (!PinStoreLine.TryRead(line, out var pin, out var reason))
            {
                var verdict = new PinStoreVerdict(PinStoreStatus.Damaged, Line: number, Reason: reason);
                if (isOwn)
                {
                    return verdict;
                }

                damage = damage.Status == PinStoreStatus.None ? verdict : damage;
            }
            else if (isOwn && found.Expected is { } first && first != pin)
            {
                return new(PinStoreStatus.Damaged, Line: number, Reason: $"it contradicts line {found.Line}, which has another pin for '{key}'");
            }
            else if (isOwn)
            {
                found = new(pin == seen ? PinStoreStatus.Match : PinStoreStatus.Mismatch, pin, number);
            }
        }

        // A broken line may have been the one of this backend, so that nothing is learnt beside it.
        return found.Status != PinStoreStatus.None ? found
            : damage.Status != PinStoreStatus.None ? damage
            : new(PinStoreStatus.Unknown);
    }

    /// <summary>The first line that cannot be read or contradicts an earlier one; <see langword="null"/> if there is none.</summary>
    public static string? FindDamage(ReadOnlySpan<byte> content)
    {
        var known = new Dictionary<string, SpkiPin>(StringComparer.OrdinalIgnoreCase);
        var number = 0;
        foreach (var line in Encoding.UTF8.GetString(content).AsSpan().TrimStart('\uFEFF').EnumerateLines())
        {
            number++;
            if (!PinStoreLine.IsEntry(line))
            {
                continue;
            }

            if (!PinStoreLine.TryRead(line, out var pin, out var reason))
            {
                return $"line {number}: {reason}";
            }

            var key = PinStoreLine.KeyOf(line).ToString();
            if (!known.TryAdd(key, pin) && known[key] != pin)
            {
                return $"line {number} contradicts an earlier one, which has another pin";
            }
        }

        return null;
    }
}
