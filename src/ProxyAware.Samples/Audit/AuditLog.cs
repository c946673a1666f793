namespace ProxyAware.Samples.Audit;

/// <summary>The last actions, in memory. Entries and their texts are bounded, so that nobody can fill the memory.</summary>
internal sealed class AuditLog(TimeProvider clock)
{
    private const int MaxEntries = 1000;

    private const int MaxTextLength = 200;

    private readonly Lock _lock = new();

    private readonly Queue<AuditEntry> _entries = new();

    public AuditEntry Append(HttpContext context, string action, string? user)
    {
        var info = context.GetProxyInfo();
        var entry = new AuditEntry(
            clock.GetUtcNow(),
            Cut(user),
            Cut(action)!,
            info.ClientIp,
            $"{info.ClientQuality}",
            info.Scheme,
            Cut(context.Request.Headers.UserAgent.ToString()));
        lock (_lock)
        {
            if (_entries.Count == MaxEntries)
            {
                _entries.Dequeue();
            }

            _entries.Enqueue(entry);
        }

        return entry;
    }

    /// <summary>The entries, oldest first.</summary>
    public IReadOnlyList<AuditEntry> List()
    {
        lock (_lock)
        {
            return [.. _entries];
        }
    }

    private static string? Cut(string? text)
    {
        if (string.IsNullOrWhiteSpace(text) || text.Length <= MaxTextLength)
        {
            return string.IsNullOrWhiteSpace(text) ? null : text;
        }

        // Half a surrogate pair is no text.
        return text[..(char.IsHighSurrogate(text[MaxTextLength - 1]) ? MaxTextLength - 1 : MaxTextLength)];
    }
}
