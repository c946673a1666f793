using System.Text;

namespace ProxyAware.Tests.RealPipeline;

/// <summary>A response as it goes to the client.</summary>
internal sealed record PipeResponse(int Status, IReadOnlyList<KeyValuePair<string, string>> Headers, string Body)
{
    public string? Location => Header("Location");

    public string? CacheControl => Header("Cache-Control");

    public string? Header(string name)
    {
        var values = Headers.Where(h => h.Key.Equals(name, StringComparison.OrdinalIgnoreCase)).Select(h => h.Value).ToArray();
        return values.Length == 0 ? null : string.Join(", ", values);
    }

    /// <summary>Everything in one text, without the header that is the clock's.</summary>
    public string Text
    {
        get
        {
            var text = new StringBuilder().Append(Status).Append('\n');
            foreach (var (name, value) in Headers.Where(h => !h.Key.Equals("Date", StringComparison.OrdinalIgnoreCase)).OrderBy(h => h.Key, StringComparer.OrdinalIgnoreCase))
            {
                text.Append(name).Append(": ").Append(value).Append('\n');
            }

            return text.Append('\n').Append(Body).ToString();
        }
    }
}
