namespace ProxyAware.Diagnostics.Explain.Offline;

/// <summary>Says why Kestrel rejects a request, and which line of the text is to blame.</summary>
internal static class RejectionReport
{
    // Kestrel takes no more headers than this by default; the one beyond is to blame for all that follow.
    private const int MaxLines = 101;

    public static async Task<string> MakeAsync(OfflineServer server, RequestToExplain request, OfflineRejection rejection, CancellationToken cancellationToken)
    {
        var (line, cause) = await FindAsync(server, request, rejection, cancellationToken);
        var place = request.FirstLine == 0 ? $"'{SafeText.Quote(request.Head[line])}'" : $"Line {request.FirstLine + line}";
        var answer = cause.StatusCode == 0 ? "" : $" Kestrel answers it with {cause.StatusCode}, before the app sees it.";
        return $"{place}: {SafeText.Quote(cause.Message.TrimEnd('.'))}.{answer}";
    }

    /// <summary>Finds the first line with which the request is rejected: all lines up to it, and the host, without which there is no request.</summary>
    private static async Task<(int Line, OfflineRejection Cause)> FindAsync(
        OfflineServer server, RequestToExplain request, OfflineRejection rejection, CancellationToken cancellationToken)
    {
        var head = request.Head;
        var host = Enumerable.Range(1, head.Count - 1).FirstOrDefault(i => head[i].StartsWith("Host:", StringComparison.OrdinalIgnoreCase));
        if (host > 0 && await SendAsync(["GET / HTTP/1.1", head[host]]) is { } ofHost)
        {
            return (host, ofHost);
        }

        for (var line = 0; line < Math.Min(head.Count, MaxLines + 1); line++)
        {
            var prefix = head.Take(line + 1);
            if (await SendAsync(host > line ? prefix.Append(head[host]) : prefix) is { } cause)
            {
                return (line, cause);
            }
        }

        return (0, rejection);

        Task<OfflineRejection?> SendAsync(IEnumerable<string> lines) =>
            server.SendAsync(lines, peer: null, request.IsHttps, _ => Task.CompletedTask, cancellationToken);
    }
}
